import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { ownError, sinchStage } from "../../../test/support/sinch-stage.js";
import { transports } from "../../../test/support/transports.js";
import type { ActiveNumber } from "./wire.js";

const {
  control,
  clients,
  numbers: { plain },
} = await sinchStage();

describe.each(transports)("Sinch's numbers API over $name", ({ transport }) => {
  const client = clients(transport);

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
      const queries = control.requests("sinch.list").map(({ query }) => new URLSearchParams(query));
      expect(new Set(queries.map((query) => query.get("type")))).toEqual(
        new Set(["MOBILE", "LOCAL", "TOLL_FREE"]),
      );
      expect(queries.some((query) => /[+/=]/.test(query.get("pageToken") ?? ""))).toBe(true);
    });

    it("asks for one type when one is wanted", async () => {
      control.leaseMany({ provider: "sinch", count: 60 });
      const found = await listed({ type: "MOBILE" });
      expect(new Set(found.map(({ type }) => type))).toEqual(new Set(["MOBILE"]));
      expect(control.requests("sinch.list")).toHaveLength(1);
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
      expect(control.requests("sinch.list")[0]?.query.split("&").toSorted()).toEqual([
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
      expect(control.requests("sinch.list")).toHaveLength(2);
    });

    it("is not complete when one page fails", async () => {
      control.leaseMany({ provider: "sinch", count: 60 });
      control.fault("sinch.list", { ...ownError(400, "Odd."), times: 1 });
      expect(await failureOf(listed())).toMatchObject({ kind: "rejected" });
      // Those of the other types are on their way still, and would meet what another test sets to go wrong.
      await expect.poll(() => control.requests("sinch.list").length).toBe(3);
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
      expect(control.requests("sinch.list")).toHaveLength(1);
    });
  });

  describe("activeNumbers.get() and release()", () => {
    const { activeNumbers } = client({ auth: "basic" });

    it("read a number and give it back", async () => {
      const [held = ""] = control.leaseMany({ provider: "sinch", count: 1 });
      expect(await activeNumbers.get(held)).toMatchObject({ phoneNumber: held, expireAt: null });
      const released = await activeNumbers.release(held);
      expect(released.expireAt).toBe(released.nextChargeDate);
      expect(control.requests("sinch.release")).toMatchObject([
        { path: `/sinch/v1/projects/sandbox-project/activeNumbers/${held}:release`, body: "" },
      ]);
    });

    it("take no answer about another number", async () => {
      const [held = ""] = control.leaseMany({ provider: "sinch", count: 1 });
      for (const operation of ["sinch.get", "sinch.release"] as const)
        control.fault(operation, { change: [{ at: "/phoneNumber", to: plain }] });
      const failures = [
        await failureOf(activeNumbers.get(held)),
        await failureOf(activeNumbers.release(held)),
      ];
      expect(failures).toMatchObject([
        { kind: "no-answer", reason: "other-number" },
        { kind: "outcome-unknown", reason: "other-number" },
      ]);
    });

    it("say that the number is not leased", async () => {
      expect(await failureOf(activeNumbers.get(plain))).toEqual({ kind: "not-leased" });
      expect(await failureOf(activeNumbers.release(plain))).toEqual({ kind: "not-leased" });
    });
  });
});
