import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { AccountIdentity } from "../../domain/account.js";
import { toMoney } from "../../domain/money.js";
import type { SpendCap } from "../../domain/spending.js";
import type { OperationEvent } from "../../ledger/operation.js";
import { exampleLease } from "../../../test/support/example-lease.js";
import { temporaryFolder } from "../../../test/support/ledger-harness.js";
import { sqliteLedger } from "../sqlite-ledger.js";
import { capsText, salvage, salvageCaps, salvageProtected } from "./salvage.js";
import { e164 } from "../../../test/support/e164.js";

const number = e164("+13055550100");
const identity = "example||a" as AccountIdentity;
const refused = { kind: "insufficient-funds" } as const;
const unknown = {
  kind: "outcome-unknown",
  reason: "timed-out",
  status: null,
  detail: null,
} as const;

/** The files of a ledger in which this has happened to one operation on each number. */
async function written(
  events: Readonly<Record<string, readonly OperationEvent[]>>,
  { account = "a", close = true } = {},
): Promise<{ path: string; ids: readonly string[] }> {
  const path = join(temporaryFolder(), "ledger.sqlite");
  const ledger = sqliteLedger({ path });
  const ids: string[] = [];
  for (const [text, happened] of Object.entries(events)) {
    const request = {
      kind: "lease",
      identity,
      account,
      number: e164(text),
      price: null,
      lease: null,
      key: null,
    } as const;
    const claim = await ledger.claim(request);
    if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
    ids.push(claim.operation.id);
    for (const event of happened) await ledger.record(claim.operation.id, event);
  }
  if (close) await ledger.close();
  else onTestFinished(() => ledger.close());
  return { path, ids };
}

it.each([
  ["claimed", []],
  ["sent", [{ kind: "sent" }]],
  ["unknown", [{ kind: "sent" }, { kind: "unknown", failure: unknown }]],
  ["accepted", [{ kind: "sent" }, { kind: "accepted", order: "o1" }]],
] as const)(
  "finds an operation that is %s, and whether it says that it was sent",
  async (state, events) => {
    const { path, ids } = await written({ [number]: events });
    expect(salvage([path])).toEqual([
      { id: ids[0], kind: "lease", identity, account: "a", number, state },
    ]);
  },
);

it.each([
  ["committed", { kind: "committed", lease: exampleLease({ account: "a", number }), how: "seen" }],
  ["rejected", { kind: "rejected", failure: refused }],
  ["not-sent", { kind: "not-sent", failure: { kind: "not-sent", reason: "refused" } }],
] as const)(
  "finds none that is %s, although the file may still have it as it was",
  async (_state, event) => {
    const { path } = await written({ [number]: [{ kind: "sent" }, event] }, { close: false });
    expect(salvage([path, `${path}-wal`])).toEqual([]);
  },
);

it("finds what stands in the log only", async () => {
  const { path, ids } = await written({ [number]: [{ kind: "sent" }] }, { close: false });
  expect(salvage([`${path}-wal`])).toMatchObject([{ id: ids[0], state: "sent" }]);
});

it("finds what was protected, in the file and in the log", async () => {
  const { path } = await written({}, { close: false });
  const ledger = sqliteLedger({ path });
  await ledger.note(number, { isProtected: true, label: "Desk" });
  await ledger.note(e164("+13055550101"), { label: "Door" });
  expect(salvageProtected([`${path}-wal`])).toEqual([number]);
  await ledger.close();
  expect(salvageProtected([path, `${path}-wal`])).toEqual([number]);
});

it.each(['compte n° 1 – 電話 {+} \\ "}', "+13055550100", "x".repeat(500)])(
  "reads the name of an account, whatever it is: %s",
  async (account) => {
    const { path } = await written({ [number]: [{ kind: "sent" }] }, { account });
    expect(salvage([path])).toMatchObject([{ account }]);
  },
);

/** A row that a page has no room for goes on in others, after some hundred bytes at the least. */
it.each(["x".repeat(2000), "x".repeat(5000), "é\n".repeat(3000), '\u0001"'.repeat(3000)])(
  "finds the operation of an account whose name is too long for a page",
  async (account) => {
    const { path, ids } = await written({ [number]: [{ kind: "sent" }] }, { account });
    const [found] = salvage([path]);
    expect(found).toMatchObject({ id: ids[0], identity, number, state: "sent" });
    // Nothing of what stands behind it in the file is taken for the name.
    expect(account.startsWith(found?.account.replace("\ufffd", "") ?? "none")).toBe(true);
    const ended = [{ kind: "sent" }, { kind: "rejected", failure: refused }] as const;
    const { path: other } = await written({ [number]: ended }, { account, close: false });
    expect(salvage([other, `${other}-wal`])).toEqual([]);
  },
);

it("finds the others when a part of the file is gone", async () => {
  const numbers = Array.from({ length: 200 }, (_, index) => `+1305555${1000 + index}`);
  const { path } = await written(
    Object.fromEntries(numbers.map((one) => [one, [{ kind: "sent" }]])),
  );
  const bytes = readFileSync(path);
  const at = bytes.indexOf(`"number":"${numbers[100]}","state":"sent"`);
  expect(at).toBeGreaterThan(0);
  writeFileSync(path, bytes.fill(0, at, at + 40));
  const found = new Set<string>(salvage([path]).map((one) => one.number));
  expect(found.size).toBeGreaterThan(190);
  for (const one of found) expect(numbers).toContain(one);
});

it("finds nothing in what is no ledger, or is not there", () => {
  const path = join(temporaryFolder(), "other");
  writeFileSync(path, Buffer.alloc(100_000, "lease+13055550100sent"));
  expect(salvage([path, `${path}-wal`])).toEqual([]);
});

describe("the caps of a file that is damaged", () => {
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
});
