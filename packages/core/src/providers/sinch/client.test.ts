import { describe, expect, it } from "vitest";
import { failureOf, failuresOf } from "../../../test/support/failure.js";
import { closedPort } from "../../../test/support/loopback-server.js";
import { nobodys, ownError, sinchStage, usLocal } from "../../../test/support/sinch-stage.js";
import { transports } from "../../../test/support/transports.js";

const {
  control,
  clients,
  numbers: { plain },
} = await sinchStage();

describe.each(transports)("Sinch's numbers API over $name", ({ transport }) => {
  const client = clients(transport);

  describe("availableNumbers.search()", () => {
    it("gives the numbers with their fields as on the wire", async () => {
      const [first] = await client().availableNumbers.search(usLocal);
      expect(first).toEqual({
        phoneNumber: plain,
        regionCode: "US",
        type: "LOCAL",
        capability: ["SMS", "VOICE"],
        setupPrice: { currencyCode: "USD", amount: "0.00" },
        monthlyPrice: { currencyCode: "USD", amount: "0.80" },
        paymentIntervalMonths: 1,
        supportingDocumentationRequired: false,
      });
    });

    it("asks with every filter, arrays repeated and the plus encoded", async () => {
      const found = await client().availableNumbers.search({
        ...usLocal,
        numberPattern: { pattern: "+1202", searchPattern: "START" },
        capabilities: ["SMS", "VOICE"],
        size: 3,
      });
      expect(found).toHaveLength(3);
      expect(control.requests("sinch.search")[0]?.query.split("&").toSorted()).toEqual([
        "capabilities=SMS",
        "capabilities=VOICE",
        "numberPattern.pattern=%2B1202",
        "numberPattern.searchPattern=START",
        "regionCode=US",
        "size=3",
        "type=LOCAL",
      ]);
    });

    it("finds nothing when nothing fits", async () => {
      const pattern = { pattern: "+999" };
      const found = await client().availableNumbers.search({ ...usLocal, numberPattern: pattern });
      expect(found).toEqual([]);
    });

    it("keeps words that it does not know", async () => {
      const odd = { phoneNumber: plain, type: "constructor", capability: ["__proto__"] };
      control.fault("sinch.search", { status: 200, body: { availableNumbers: [odd] } });
      expect(await client().availableNumbers.search(usLocal)).toMatchObject([odd]);
    });
  });

  describe("availableNumbers.check()", () => {
    it("has a bare plus in the path", async () => {
      await client().availableNumbers.check(plain);
      expect(control.requests("sinch.check")[0]?.path).toBe(
        `/sinch/v1/projects/sandbox-project/availableNumbers/${plain}`,
      );
    });

    it("says that a number cannot be had", async () => {
      expect(await failureOf(client().availableNumbers.check(nobodys))).toEqual({
        kind: "number-taken",
      });
    });
  });

  it.each(["", "leases", "12025550134", "../x", undefined, null, { phoneNumber: plain }])(
    "refuses the number %j before it becomes part of an address",
    async (wrong) => {
      const { availableNumbers, activeNumbers } = client();
      // What a caller without types can do.
      const number = wrong as never;
      const refused = [
        availableNumbers.check(number),
        availableNumbers.rent(number),
        activeNumbers.get(number),
        activeNumbers.release(number),
      ];
      for (const failure of await failuresOf(refused))
        expect(failure).toMatchObject({ kind: "bad-input", field: "number" });
      expect(control.requests()).toEqual([]);
    },
  );

  describe("with what cannot work", () => {
    it.each(["projectId", "keyId", "keySecret"] as const)("says that the %s is empty", (field) => {
      expect(() => client({ [field]: "" })).toThrow(`The ${field} is empty.`);
    });

    it.each([
      { auth: "oauth", keySecret: "wrong-secret" },
      { auth: "basic", keySecret: "wrong-secret" },
      { projectId: "another" },
    ] as const)("says that the key is not accepted: %j", async (wrong) => {
      const { availableNumbers } = client(wrong);
      expect(await failureOf(availableNumbers.search(usLocal))).toEqual({ kind: "unauthorized" });
    });

    it("tells a trial account from a wrong key", async () => {
      const message = "Trial account is not enabled to rent number";
      control.fault("sinch.rent", ownError(403, message));
      expect(await failureOf(client().availableNumbers.rent(plain))).toEqual({
        kind: "forbidden",
        reason: message,
        agreementUrl: null,
      });
    });

    it("says that nobody answers at the address", async () => {
      const nowhere = closedPort;
      const { availableNumbers } = client({ baseUrl: nowhere, auth: "basic" });
      expect(await failureOf(availableNumbers.rent(plain))).toEqual({
        kind: "not-sent",
        reason: "refused",
      });
    });

    it("says that a page came in the place of JSON", async () => {
      control.fault("sinch.search", { html: true });
      expect(await failureOf(client().availableNumbers.search(usLocal))).toMatchObject({
        kind: "no-answer",
        reason: "not-json",
      });
    });

    it("says which field an answer lacks", async () => {
      control.fault("sinch.check", { status: 200, body: {} });
      expect(await failureOf(client().availableNumbers.check(plain))).toMatchObject({
        kind: "no-answer",
        reason: "unexpected-form",
        detail: "phoneNumber: string expected",
      });
    });

    it("gives what it can read of a list, and says what it cannot", async () => {
      const found = { availableNumbers: [{ phoneNumber: plain }, {}] };
      control.fault("sinch.search", { status: 200, body: found });
      const numbers = await client().availableNumbers.search(usLocal);
      expect(numbers.map(({ phoneNumber }) => phoneNumber)).toEqual([plain]);
      expect(numbers.unread).toEqual([{ text: null, reason: "phoneNumber: string expected" }]);
    });

    it("ends a list with an error after everything that it can read", async () => {
      const { activeNumbers, availableNumbers } = client();
      await availableNumbers.rent(plain);
      const odd = [{ at: "/activeNumbers/-", to: { phoneNumber: "72345" } }];
      control.fault("sinch.list", { change: odd, times: "always" });
      const numbers: string[] = [];
      const listing = (async () => {
        for await (const { phoneNumber } of activeNumbers.list()) numbers.push(phoneNumber);
      })();
      expect(await failureOf(listing)).toMatchObject({ kind: "no-answer" });
      expect(numbers).toEqual([plain]);
    });

    it.each(["baseUrl", "authUrl"] as const)("refuses a %s that is not secure", (field) => {
      expect(() => client({ [field]: "http://sinch.example" })).toThrow(/https/);
    });
  });
});
