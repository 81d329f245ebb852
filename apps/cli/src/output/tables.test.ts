import type { E164 } from "@leaseline/core";
import { expect, it } from "vitest";
import type { OperationRecord } from "../documents/records.js";
import { operationsTable } from "./tables.js";
import { textStyleFor } from "./text-style.js";

// Of its form.
const number = "+13055550100" as E164;
const operation: OperationRecord = {
  number,
  account: "work",
  provider: "contiguity",
  price: null,
  id: "638fba5d-1b64-4c1b-bce8-2998bb566fdf",
  kind: "lease",
  state: "unknown",
  failure: null,
  how: null,
  key: null,
  order: null,
  startedAt: "2026-11-27T10:00:00.000Z",
  changedAt: "2026-11-27T10:00:00.000Z",
};
const shown = (change: Partial<OperationRecord>) =>
  operationsTable([{ ...operation, ...change }], textStyleFor({}, {}));

it("names the provider of what is open, as its account may have to be added first", () => {
  expect(shown({})).toMatch(/work \(contiguity\)$/);
  expect(shown({ provider: null })).toMatch(/ work$/);
  expect(shown({ account: "contiguity" })).toMatch(/ contiguity$/);
  expect(shown({ state: "committed" })).toMatch(/ work$/);
});
