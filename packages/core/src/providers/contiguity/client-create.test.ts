import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { answer, ownError, page } from "../../../test/support/contiguity-answers.js";
import { closedPort } from "../../../test/support/loopback-server.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import type { ContiguityClientOptions } from "./api.js";
import { createContiguityClient } from "./client.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { plain, needsEntitlement, enterprisePlan } = specialNumbers.contiguity;
const nobodys = "+13055559999";

describe.each(transports)("Contiguity's lease API over $name", ({ transport }) => {
  const client = (options: Partial<ContiguityClientOptions> = {}) =>
    createContiguityClient({ ...sandbox.contiguity, transport, ...options });

  const { lease } = client();

  describe("create()", () => {
    it("sends an empty object for the default", async () => {
      await lease.create(plain);
      expect(control.requests()).toMatchObject([
        { method: "POST", path: `/contiguity/numbers/lease/%2B${plain.slice(1)}`, body: "{}" },
      ]);
    });

    it("sends the billing method that is wanted", async () => {
      const created = await lease.create(plain, { billingMethod: "service_contract" });
      expect(created.billing).toMatchObject({ method: "service_contract" });
    });

    it("leases nothing where an option is misspelt", async () => {
      const misspelt: object = { billing_method: "service_contract" };
      expect(await failureOf(lease.create(plain, misspelt))).toMatchObject({
        kind: "bad-input",
        field: "billing_method",
      });
      expect(control.requests()).toEqual([]);
    });

    it("says which agreement has to be accepted", async () => {
      expect(await failureOf(lease.create(needsEntitlement))).toMatchObject({
        kind: "forbidden",
        agreementUrl: "https://api.contiguity.com/entitlements/imessage",
      });
    });

    it.each([
      "http://api.contiguity.com/entitlements/lease",
      "https://api.contiguity.com.example/entitlements/lease",
      "https://user@api.contiguity.com/entitlements/lease",
      "javascript:alert(1)",
      "entitlements/lease",
    ])("passes on no agreement at %s", async (agreement_url) => {
      control.fault("contiguity.lease", ownError(403, { agreement_url }));
      expect(await failureOf(lease.create(plain))).toMatchObject({
        kind: "forbidden",
        agreementUrl: null,
      });
    });

    it("says what the provider says when there is nothing to accept", async () => {
      expect(await failureOf(lease.create(enterprisePlan))).toEqual({
        kind: "forbidden",
        reason: "This number needs an enterprise plan.",
        agreementUrl: null,
        requestId: expect.stringMatching(/^err_/),
      });
    });

    it("says that a number which nobody offers cannot be had", async () => {
      expect(await failureOf(lease.create(nobodys))).toEqual({ kind: "number-taken" });
    });

    it.each([
      ["the bare form of a gateway", { message: "Odd.", status: 422 }],
      ["an error without its mark", { data: { error: "Odd.", status: 422 } }],
      ["an error with another status", { object: "error", data: { error: "Odd.", status: 404 } }],
    ])("takes no word of Contiguity's from %s", async (_name, body) => {
      control.fault("contiguity.lease", { status: 422, body });
      expect(await failureOf(lease.create(plain))).toMatchObject({
        kind: "outcome-unknown",
        reason: "unexpected-form",
        status: 422,
      });
    });

    it.each([
      ["another number", { lease_id: "lsd_1", number: nobodys }, "other-number"],
      ["no number", { lease_id: "lsd_1" }, "unexpected-form"],
      ["no lease", { number: plain }, "unexpected-form"],
    ])("does not know what an answer with %s means", async (_name, data, reason) => {
      control.fault("contiguity.lease", answer(data));
      expect(await failureOf(lease.create(plain))).toMatchObject({
        kind: "outcome-unknown",
        reason,
      });
    });

    it("does not read a page of a proxy as a refusal", async () => {
      for (const status of [200, 403, 404]) {
        control.fault("contiguity.lease", { status, ...page });
        expect(await failureOf(lease.create(plain))).toMatchObject({ kind: "outcome-unknown" });
      }
      expect(control.writes()["contiguity.lease"]).toEqual({ received: 3, committed: 0 });
    });
  });

  describe("with what cannot work", () => {
    it("says so for an empty key", () => {
      expect(() => client({ apiKey: " " })).toThrow("The apiKey is empty.");
    });

    it("says so for a wrong key", async () => {
      const { lease: stranger } = client({ apiKey: "contiguity_sk_wrong" });
      expect(await failureOf(stranger.available())).toEqual({ kind: "unauthorized" });
      expect(control.requests()).toHaveLength(1);
    });

    it("says so for an address that nobody answers at", async () => {
      const { lease: lost } = client({ baseUrl: closedPort });
      expect(await failureOf(lost.create(plain))).toEqual({ kind: "not-sent", reason: "refused" });
    });

    it("says so for a page in the place of JSON", async () => {
      control.fault("contiguity.available", { html: true });
      expect(await failureOf(lease.available())).toMatchObject({
        kind: "no-answer",
        reason: "not-json",
        status: 200,
      });
    });

    it("says which field an answer lacks", async () => {
      control.fault("contiguity.get", answer({ id: 7 }));
      expect(await failureOf(lease.get(plain))).toMatchObject({
        kind: "no-answer",
        reason: "unexpected-form",
        detail: "data.id: string expected",
      });
    });

    it("gives what it can read of a list, and says what it cannot", async () => {
      const numbers = [{ id: plain }, { id: 72_345 }, "x", { id: "+1x" }];
      control.fault("contiguity.leased", answer({ numbers }));
      const leased = await lease.leased();
      expect(leased.map(({ id }) => id)).toEqual([plain]);
      expect(leased.unread).toEqual([
        { text: "72345", reason: "id: string expected" },
        { text: null, reason: "answer: object expected" },
        { text: null, reason: "id: not understood" },
      ]);
      expect(JSON.stringify(leased)).not.toContain("72345");
    });

    it("says so for an address that keys must not be sent to", () => {
      expect(() => client({ baseUrl: "http://api.contiguity.com" })).toThrow(/https/);
    });
  });
});
