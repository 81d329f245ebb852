import { describe, expect, it } from "vitest";
import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import { unclear } from "../http/send.js";
import { outcomeOf } from "./outcome-of.js";

const done = { kind: "committed" } as const;
const failing = (failure: LeaseFailure) => () => Promise.reject(new LeaseError(failure));
const rejected: LeaseFailure = { kind: "rejected", status: 400, reason: null, field: null };

describe("what becomes of a write", () => {
  it("is what its answer proves", async () => {
    expect(
      await outcomeOf(
        () => Promise.resolve("answer"),
        () => done,
      ),
    ).toBe(done);
  });

  it.each<[string, LeaseFailure]>([
    ["rejected", rejected],
    ["rejected", { kind: "unauthorized" }],
    ["rejected", { kind: "number-taken" }],
    ["not-sent", { kind: "not-sent", reason: "refused" }],
    ["unknown", unclear("write", "timed-out")],
    // Nothing that can be said of a write: it proves nothing.
    ["unknown", unclear("read", "timed-out")],
    ["unknown", { kind: "cancelled" }],
  ])("is %s by the provider's word: %j", async (kind, failure) => {
    expect(await outcomeOf(failing(failure), () => done)).toMatchObject({ kind });
  });

  it("is unknown after a defect of ours", async () => {
    const defect = () => Promise.reject(new TypeError("a defect"));
    expect(await outcomeOf(defect, () => done)).toMatchObject({ kind: "unknown" });
  });

  it.each([rejected, { kind: "not-leased" } as const, unclear("read", "server-error")])(
    "is unknown when a read fails that comes after it: %j",
    async (failure) => {
      const sent = () => Promise.resolve("answer");
      expect(await outcomeOf(sent, failing(failure))).toMatchObject({
        kind: "unknown",
        failure: { kind: "outcome-unknown" },
      });
    },
  );
});
