import { copyFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { AccountIdentity } from "../../src/domain/account.js";
import { sqliteLedger } from "../../src/node/sqlite-ledger.js";
import { e164 } from "../support/e164.js";
import { temporaryFolder } from "../support/ledger-harness.js";

const request = {
  identity: "example||a" as AccountIdentity,
  account: "a",
  kind: "lease",
  number: e164("+12025550123"),
  price: null,
  lease: null,
  key: null,
} as const;

/** The files of a ledger as a process leaves them that is killed before anything of the log went into the file. */
async function leftYoung(): Promise<string> {
  const folder = temporaryFolder();
  const ledger = sqliteLedger({ path: join(temporaryFolder(), "ledger.sqlite") });
  onTestFinished(() => ledger.close());
  const claim = await ledger.claim(request);
  if (claim.kind !== "claimed") throw new Error(claim.kind);
  await ledger.record(claim.operation.id, { kind: "sent" });
  const { place } = await ledger.status();
  for (const name of readdirSync(dirname(place)))
    if (/\.sqlite(-wal|\.position|\.caps)?$/.test(name))
      copyFileSync(join(dirname(place), name), join(folder, name));
  return join(folder, basename(place));
}

// Of a log that is damaged before its first commit SQLite takes nothing, and writes over it.
it.each([
  ["its head", (log: Buffer) => log.fill(0, 0, 32)],
  ["one byte of its head", (log: Buffer) => void (log[12] = (log[12] ?? 0) ^ 1)],
  ["its first page", (log: Buffer) => log.fill(1, 32, 500)],
  [
    "what is behind its first page",
    (log: Buffer) => log.fill(0, 32 + 24 + 4096 + 24, 32 + 24 + 4096 + 100),
  ],
])(
  "a young ledger whose log is damaged in %s knows what may have been sent",
  async (_where, damage) => {
    const path = await leftYoung();
    const log = readFileSync(`${path}-wal`);
    damage(log);
    writeFileSync(`${path}-wal`, log);
    const ledger = sqliteLedger({ path });
    onTestFinished(() => ledger.close());
    expect(await ledger.operations()).toMatchObject([
      { number: request.number, state: "needs-attention" },
    ]);
    const [notice] = await ledger.notices();
    expect(notice).toMatchObject({ kind: "damaged", blocked: 1 });
    const keptAt = notice?.kind === "damaged" ? notice.keptAt : "";
    expect(readFileSync(keptAt).equals(log)).toBe(true);
  },
);

it("leaves no copy of a log that nothing is wrong with, also where the ledger is an older one's", async () => {
  const path = await leftYoung();
  const ledger = sqliteLedger({ path });
  onTestFinished(() => ledger.close());
  expect(await ledger.operations()).toMatchObject([{ state: "sent" }]);
  expect(readdirSync(dirname(path)).filter((name) => name.includes("damaged"))).toEqual([]);
});
