import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { answer, page } from "../../../test/support/contiguity-answers.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import type { ContiguityClientOptions } from "./api.js";
import { createContiguityClient } from "./client.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { plain } = specialNumbers.contiguity;
const nobodys = "+13055559999";

describe.each(transports)("Contiguity's lease API over $name", ({ transport }) => {
  const client = (options: Partial<ContiguityClientOptions> = {}) =>
    createContiguityClient({ ...sandbox.contiguity, transport, ...options });

  const { lease } = client();
  const paths = () => control.requests().map(({ method, path }) => `${method} ${path}`);

  describe("available()", () => {
    it("resolves to an array of numbers with their fields as on the wire", async () => {
      const numbers = await lease.available();
      expect(numbers.length).toBeGreaterThan(100);
      expect(numbers[0]).toMatchObject({
        id: plain,
        status: "available",
        available: true,
        location: { country: "US", region: "FL", city: "Miami" },
        pricing: { currency: "USD", upfront_fee: 1.99, monthly_rate: 2.99 },
      });
    });
  });

  describe("get()", () => {
    it("asks for the number, percent-encoded", async () => {
      expect(await lease.get(plain)).toMatchObject({ id: plain, available: true });
      expect(paths()).toEqual([`GET /contiguity/numbers/%2B${plain.slice(1)}`]);
    });

    it("says that a number which Contiguity does not know cannot be had", async () => {
      expect(await failureOf(lease.get(nobodys))).toEqual({ kind: "number-taken" });
    });

    it.each([
      [401, { kind: "unauthorized" }],
      [403, { kind: "forbidden", reason: "Not yours." }],
      [404, { kind: "no-answer" }],
    ])("believes %i in the bare form, and no absence", async (status, failure) => {
      control.fault("contiguity.get", { status, body: { message: "Not yours.", status } });
      expect(await failureOf(lease.get(plain))).toMatchObject(failure);
    });

    it("does not take another number's answer for its own", async () => {
      control.fault("contiguity.get", answer({ id: nobodys }));
      expect(await failureOf(lease.get(plain))).toMatchObject({
        kind: "no-answer",
        reason: "other-number",
      });
    });
  });

  describe.each(["get", "create", "details", "terminate"] as const)("%s()", (method) => {
    it.each([
      "",
      "leases",
      "leased",
      "../entitlements/lease",
      "13055550100",
      "+1305555010x",
      undefined,
      null,
      42,
      {},
      { id: undefined },
      { number: {} },
    ])("refuses %j before it becomes part of an address", async (wrong) => {
      // What a caller without types can do.
      const failure = await failureOf(lease[method](wrong as never));
      expect(failure).toMatchObject({ kind: "bad-input", field: "number" });
      expect(control.requests()).toEqual([]);
    });
  });

  it("takes what it returned wherever a number is asked for", async () => {
    const [number] = await lease.available();
    if (!number) throw new Error("nothing is available");
    const created = await lease.create(number);
    expect(created).toMatchObject({ number: plain, status: "active" });
    const details = await lease.details(number);
    expect(details).toMatchObject({ id: plain, lease_id: created.lease_id, available: false });
    expect((await lease.leased()).map(({ id }) => id)).toEqual([plain]);
    expect(await lease.get(created)).toMatchObject({ lease_id: created.lease_id });
    await client().text.send({ to: nobodys, from: details, message: "Hello" });
    expect(await lease.terminate(number)).toMatchObject({ number_id: plain, status: "terminated" });
    expect(control.owned("contiguity")).toEqual([]);
  });

  it("makes numbers that read as E.164 where text is wanted", async () => {
    const [number] = await lease.available();
    expect(String(number)).toBe(plain);
    expect(Object.keys(number ?? {})).not.toContain("toString");
  });

  describe("leased()", () => {
    it("has every number that the account holds", async () => {
      const held = control.leaseMany({ provider: "contiguity", count: 100 });
      expect((await lease.leased()).map(({ id }) => id)).toEqual(held);
    });
  });

  describe("details()", () => {
    it("reads the number itself, as the address for details is gone", async () => {
      const [held = ""] = control.leaseMany({ provider: "contiguity", count: 1 });
      await lease.details(held);
      expect(paths()).toEqual([`GET /contiguity/numbers/%2B${held.slice(1)}`]);
    });

    it.each([plain, nobodys])("says that %s is not leased", async (number) => {
      expect(await failureOf(lease.details(number))).toEqual({ kind: "not-leased" });
    });

    it("does not take a proxy's 404 for not leased", async () => {
      control.fault("contiguity.get", { status: 404, ...page });
      expect(await failureOf(lease.details(plain))).toMatchObject({ kind: "no-answer" });
    });
  });

  describe("terminate()", () => {
    it("says that the number is not leased", async () => {
      expect(await failureOf(lease.terminate(plain))).toEqual({ kind: "not-leased" });
    });

    it("does not know what an answer about another number means", async () => {
      control.fault("contiguity.terminate", answer({ number_id: nobodys }));
      expect(await failureOf(lease.terminate(plain))).toMatchObject({
        kind: "outcome-unknown",
        reason: "other-number",
      });
    });
  });
});
