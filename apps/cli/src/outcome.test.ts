import { type Operation, LeaseError } from "@leaseline/core";
import { expect, it } from "vitest";
import { doneRecord } from "./outcome.js";
import { toldFailure } from "./output/failures.js";

it("tells of an order that it was accepted, and leads to where its end is found out", () => {
  // Nothing else is looked at.
  const operation = { id: "o" } as Operation;
  let told;
  try {
    doneRecord({ kind: "accepted", operation, order: "order-1" });
  } catch (error) {
    expect(error).toBeInstanceOf(LeaseError);
    told = toldFailure(error);
  }
  expect(told).toMatchObject({ exitCode: 3, record: { spent: "unknown" } });
  expect(told?.record.message).toMatch(
    /^The provider accepted an order for it, and has not carried it out yet\. .*“leaseline reconcile”/,
  );
});
