import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { toMoney } from "../../domain/money.js";
import type { SpendCap } from "../../domain/spending.js";
import { temporaryFolder } from "../../../test/support/ledger-harness.js";
import { sqliteLedger } from "../sqlite-ledger.js";
import { capsText, salvageCaps } from "./salvage-caps.js";

function cap(kind: SpendCap["kind"], amount: string, currency = "USD"): SpendCap {
  const limit = toMoney(amount, currency);
  if (!limit) throw new Error(`${amount} is no amount`);
  return { kind, limit };
}

function foundIn(text: string, others: readonly (readonly SpendCap[])[] = []) {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, text);
  return salvageCaps([file, `${file}-wal`], others);
}

it("finds caps in a ledger and its log, the strictest that ever were", async () => {
  const path = join(temporaryFolder(), "ledger.sqlite");
  const ledger = sqliteLedger({ path });
  await ledger.setCaps([cap("monthly", "50.00"), cap("per-lease", "9.00")]);
  await ledger.setCaps([cap("monthly", "10.00")]);
  await ledger.setCaps([cap("monthly", "20.00")]);
  expect(salvageCaps([path, `${path}-wal`], [])).toEqual([
    cap("monthly", "10.00"),
    cap("per-lease", "9.00"),
  ]);
  await ledger.close();
  expect(salvageCaps([path], [])).toContainEqual(cap("monthly", "20.00"));
});

it("allows nothing in a currency that a set did not name", () => {
  const sets = [
    [cap("monthly", "10.00")],
    [cap("monthly", "20.00"), cap("monthly", "7.00", "EUR"), cap("per-lease", "2.00", "EUR")],
  ];
  expect(foundIn(sets.map(capsText).join("\0"))).toEqual([
    { kind: "monthly", limit: toMoney("0.00", "EUR") },
    cap("monthly", "10.00"),
    cap("per-lease", "2.00", "EUR"),
  ]);
});

it("holds what is left of a set that was cut off, which forbids nothing", () => {
  const set = [cap("monthly", "10.00"), cap("monthly", "7.00", "EUR"), cap("per-lease", "2.00")];
  const text = capsText(set);
  const cut = `${text.slice(0, text.indexOf("EUR"))}\0\0${text.slice(text.indexOf(',{"kind":"per'))}`;
  expect(foundIn(cut, [[cap("monthly", "30.00", "JPY")]])).toEqual([
    cap("monthly", "30.00", "JPY"),
    { kind: "monthly", limit: toMoney("0.00", "USD") },
    cap("per-lease", "2.00"),
  ]);
  expect(foundIn(cut)).toEqual([cap("monthly", "10.00"), cap("per-lease", "2.00")]);
});

it("finds them whatever the order in which a caller names their parts", async () => {
  const path = join(temporaryFolder(), "ledger.sqlite");
  const ledger = sqliteLedger({ path });
  const { kind, limit } = cap("monthly", "5.00");
  await ledger.setCaps([{ limit: { currency: limit.currency, amount: limit.amount }, kind }]);
  expect(salvageCaps([`${path}-wal`], [])).toEqual([cap("monthly", "5.00")]);
  await ledger.close();
});

it("finds none where there are none", () => {
  expect(foundIn("[]")).toEqual([]);
  expect(foundIn("x".repeat(100_000))).toEqual([]);
});
