import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { closedPort } from "../../../test/support/loopback-server.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { type SinchClientOptions, createSinchClient } from "./client.js";
import type { ActiveNumber } from "./wire.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const numbers = specialNumbers.sinch;
const { plain } = numbers;
const nobodys = "+12025559999";
const usLocal = { regionCode: "US", type: "LOCAL" } as const;
const ownError = (status: number, message: string) => ({
  status,
  body: { error: { code: status, message, status: "X", details: [] } },
});

describe.each(transports)("Sinch's numbers API over $name", ({ transport }) => {
  const client = (options: Partial<SinchClientOptions> = {}) =>
    createSinchClient({ ...sandbox.sinch, transport, ...options });
  const requestsTo = (operation: string) =>
    control.requests().filter((request) => request.operation === operation);

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
      expect(requestsTo("sinch.search")[0]?.query.split("&").toSorted()).toEqual([
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
      expect(requestsTo("sinch.check")[0]?.path).toBe(
        `/sinch/v1/projects/sandbox-project/availableNumbers/${plain}`,
      );
    });

    it("says that a number cannot be had", async () => {
      expect(await failureOf(client().availableNumbers.check(nobodys))).toEqual({
        kind: "number-taken",
      });
    });
  });

  describe("availableNumbers.rent()", () => {
    const rent = (...given: Parameters<ReturnType<typeof client>["availableNumbers"]["rent"]>) =>
      client().availableNumbers.rent(...given);

    it("sends an empty object when nothing is wanted", async () => {
      expect(await rent(plain)).toMatchObject({ phoneNumber: plain });
      expect(requestsTo("sinch.rent")).toMatchObject([
        { path: `/sinch/v1/projects/sandbox-project/availableNumbers/${plain}:rent`, body: "{}" },
      ]);
    });

    it("sends only the configuration that is wanted", async () => {
      await rent(plain, { smsConfiguration: { servicePlanId: "plan" } });
      expect(requestsTo("sinch.rent")[0]?.body).toBe(
        '{"smsConfiguration":{"servicePlanId":"plan"}}',
      );
    });

    it.each([
      ["smsConfiguration", { smsConfiguration: { servicePlanId: "" } }],
      ["voiceConfiguration", { voiceConfiguration: { appId: "" } }],
      ["voiceConfiguration", { voiceConfiguration: { type: "RTC" } as never }],
    ])("refuses an empty %s before anything is sent", async (field, options) => {
      expect(await failureOf(rent(plain, options))).toMatchObject({ kind: "bad-input", field });
      expect(control.requests()).toEqual([]);
    });

    it("names the field that Sinch refuses", async () => {
      const sms = { smsConfiguration: { servicePlanId: "plan" } };
      expect(await failureOf(rent(numbers.voiceOnly, sms))).toEqual({
        kind: "rejected",
        status: 400,
        field: "sms_configuration",
        reason: "number has no SMS",
      });
    });

    it("says what Sinch says about documents and money", async () => {
      expect(await failureOf(rent(numbers.needsDocuments))).toMatchObject({
        kind: "rejected",
        reason: "Supporting documentation is required to rent this number",
      });
      control.setBalance("sinch", "0");
      expect(await failureOf(rent(plain))).toMatchObject({
        kind: "rejected",
        reason: "Insufficient balance to rent the number",
      });
    });

    it("says that somebody else has the number", async () => {
      expect(await failureOf(rent(numbers.takenMeanwhile))).toEqual({ kind: "number-taken" });
    });

    it("does not know what a conflict means", async () => {
      control.fault("sinch.rent", ownError(409, "conflict"));
      expect(await failureOf(rent(plain))).toMatchObject({
        kind: "outcome-unknown",
        reason: "conflict",
      });
    });

    it("does not know what an answer about another number means", async () => {
      control.fault("sinch.rent", { status: 200, body: { phoneNumber: nobodys } });
      expect(await failureOf(rent(plain))).toMatchObject({
        kind: "outcome-unknown",
        reason: "other-number",
      });
    });

    it("takes any success for one", async () => {
      control.fault("sinch.rent", { status: 202, body: { phoneNumber: plain } });
      expect(await rent(plain)).toMatchObject({ phoneNumber: plain });
    });

    it.each([
      ["an error that is a plain text", 400, { error: "Odd." }],
      ["another code than the status", 400, { error: { code: 404, status: "NOT_FOUND" } }],
      ["a 404 that names nothing", 404, { error: { code: 404, status: "NOT_FOUND" } }],
      ["a 404 about another number", 404, sinchNotFound("AvailableNumber", "+12025550199")],
      ["a 404 about something else", 404, sinchNotFound("NumberOrder", "o1")],
      ["the bare form of a gateway", 404, { message: "Not Found", status: 404 }],
      ["another gateway's form", 404, { code: 404, message: "Not Found", status: "NOT_FOUND" }],
    ])("takes no word of Sinch's from %s", async (_name, status, body) => {
      control.fault("sinch.rent", { status, body });
      expect(await failureOf(rent(plain))).toMatchObject({
        kind: "outcome-unknown",
        reason: "unexpected-form",
        status,
      });
    });
  });

  describe("activeNumbers.list()", () => {
    const listed = async (
      ...given: Parameters<ReturnType<typeof client>["activeNumbers"]["list"]>
    ) => {
      const all: ActiveNumber[] = [];
      for await (const number of client().activeNumbers.list(...given)) all.push(number);
      return all;
    };
    const phoneNumbers = (all: readonly ActiveNumber[]) =>
      all.map(({ phoneNumber }) => String(phoneNumber)).toSorted();

    it("walks over every page of every type, whatever is in the page tokens", async () => {
      const held = control.leaseMany({ provider: "sinch", count: 60 });
      expect(phoneNumbers(await listed({ pageSize: 7 }))).toEqual(held.toSorted());
      const queries = requestsTo("sinch.list").map(({ query }) => new URLSearchParams(query));
      expect(new Set(queries.map((query) => query.get("type")))).toEqual(
        new Set(["MOBILE", "LOCAL", "TOLL_FREE"]),
      );
      expect(queries.some((query) => /[+/=]/.test(query.get("pageToken") ?? ""))).toBe(true);
    });

    it("asks for one type when one is wanted", async () => {
      control.leaseMany({ provider: "sinch", count: 60 });
      const found = await listed({ type: "MOBILE" });
      expect(new Set(found.map(({ type }) => type))).toEqual(new Set(["MOBILE"]));
      expect(requestsTo("sinch.list")).toHaveLength(1);
    });

    it("asks with every filter, the capability in the singular", async () => {
      await listed({
        type: "LOCAL",
        regionCode: "US",
        capability: ["SMS", "VOICE"],
        numberPattern: { pattern: "+1202" },
        orderBy: "displayName",
        pageSize: 5,
      });
      expect(requestsTo("sinch.list")[0]?.query.split("&").toSorted()).toEqual([
        "capability=SMS",
        "capability=VOICE",
        "numberPattern.pattern=%2B1202",
        "orderBy=displayName",
        "pageSize=5",
        "regionCode=US",
        "type=LOCAL",
      ]);
    });

    it("gives a number once, on however many pages it is", async () => {
      const page = { activeNumbers: [{ phoneNumber: plain }, { phoneNumber: plain }] };
      control.fault("sinch.list", { status: 200, body: { ...page, nextPageToken: "a" } });
      control.fault("sinch.list", { status: 200, body: page });
      expect(await listed({ type: "LOCAL" })).toHaveLength(1);
    });

    it("ends with an error when a page token comes again", async () => {
      const body = { activeNumbers: [{ phoneNumber: plain }], nextPageToken: "same" };
      control.fault("sinch.list", { status: 200, body, times: "always" });
      expect(await failureOf(listed({ type: "LOCAL" }))).toMatchObject({
        kind: "no-answer",
        reason: "unexpected-form",
      });
      expect(requestsTo("sinch.list")).toHaveLength(2);
    });

    it("is not complete when one page fails", async () => {
      control.leaseMany({ provider: "sinch", count: 60 });
      control.fault("sinch.list", { ...ownError(400, "Odd."), times: 1 });
      expect(await failureOf(listed())).toMatchObject({ kind: "rejected" });
      // Those of the other types are on their way still, and would meet what another test sets to go wrong.
      await expect.poll(() => requestsTo("sinch.list").length).toBe(3);
    });

    it("leaves a name that looks like a date as it is", async () => {
      control.leaseMany({ provider: "sinch", count: 1 });
      expect(await listed()).toMatchObject([{ displayName: "2026-01-15" }]);
    });

    it('takes what is unset as "", as null or left out', async () => {
      const unset = { displayName: "", expireAt: null, smsConfiguration: null };
      const body = { activeNumbers: [{ phoneNumber: plain, ...unset }], nextPageToken: "" };
      control.fault("sinch.list", { status: 200, body });
      expect(await listed({ type: "LOCAL" })).toMatchObject([{ phoneNumber: plain, ...unset }]);
    });

    it("asks for no page that nobody wants", async () => {
      control.leaseMany({ provider: "sinch", count: 60 });
      for await (const _ of client().activeNumbers.list({ type: "LOCAL", pageSize: 2 })) break;
      expect(requestsTo("sinch.list")).toHaveLength(1);
    });
  });

  describe("activeNumbers.get() and release()", () => {
    const { activeNumbers } = client({ auth: "basic" });

    it("read a number and give it back", async () => {
      const [held = ""] = control.leaseMany({ provider: "sinch", count: 1 });
      expect(await activeNumbers.get(held)).toMatchObject({ phoneNumber: held, expireAt: null });
      const released = await activeNumbers.release(held);
      expect(released.expireAt).toBe(released.nextChargeDate);
      expect(requestsTo("sinch.release")).toMatchObject([
        { path: `/sinch/v1/projects/sandbox-project/activeNumbers/${held}:release`, body: "" },
      ]);
    });

    it("say that the number is not leased", async () => {
      expect(await failureOf(activeNumbers.get(plain))).toEqual({ kind: "not-leased" });
      expect(await failureOf(activeNumbers.release(plain))).toEqual({ kind: "not-leased" });
    });
  });

  it.each(["", "leases", "12025550134", "../x", undefined, null, { phoneNumber: plain }])(
    "refuses the number %j before it becomes part of an address",
    async (wrong) => {
      const { availableNumbers, activeNumbers } = client();
      // What a caller without types can do.
      const number = wrong as never;
      for (const refused of [
        availableNumbers.check(number),
        availableNumbers.rent(number),
        activeNumbers.get(number),
        activeNumbers.release(number),
      ]) {
        expect(await failureOf(refused)).toMatchObject({ kind: "bad-input", field: "number" });
      }
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
      const nowhere = await closedPort();
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

function sinchNotFound(resourceType: string, resourceName: string) {
  const details = [{ type: "ResourceInfo", resourceType, resourceName }];
  return { error: { code: 404, message: "", status: "NOT_FOUND", details } };
}
