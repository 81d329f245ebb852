import { copyFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { AccountIdentity } from "../../src/domain/account.js";
import type { E164 } from "../../src/domain/phone-number.js";
import { openWithout } from "../../src/ledger/half-move.js";
import { moveLedger } from "../../src/ledger/move.js";
import { sqliteStore } from "../../src/node/sqlite/store.js";
import { failing } from "../../src/testing/move-stage.js";
import { openFile, temporaryFolder } from "../support/ledger-harness.js";

const request = {
  kind: "lease",
  identity: "sinch||work" as AccountIdentity,
  account: "work",
  number: "+13055550198" as E164,
  price: null,
  lease: null,
  key: null,
} as const;

/** Its mover has ended after so many writes in the ledger that it has taken over. */
async function halfAdopted(after: number) {
  const [from, into] = [1, 2].map(() => join(temporaryFolder(), "ledger.sqlite"));
  if (!from || !into) throw new Error("there are two");
  copyFileSync(join(import.meta.dirname, "../fixture/ledgers/version-1.sqlite"), from);
  const [source, target] = [sqliteStore(() => from), sqliteStore(() => into)];
  await moveLedger(failing(source, after), target, { to: into }).then(
    () => Promise.reject(new Error("it has ended well")),
    () => {},
  );
  await Promise.all([source.close(), target.close()]);
  return { from, into };
}

it("is finished by whoever writes next in the ledger that has everything", async () => {
  const { from, into } = await halfAdopted(1);
  const ledger = openFile(into);
  expect(await ledger.claim(request)).toMatchObject({ kind: "claimed" });
  // The fourteen that came over, once.
  expect(await ledger.operations()).toHaveLength(15);
  await expect(openFile(from).operations()).rejects.toThrow(into);
});

it("is told as what it is where the file that it came from is gone, and opened by a person who says so", async () => {
  const { from, into } = await halfAdopted(1);
  renameSync(from, `${from}.away`);
  const ledger = openFile(into);
  const refused = { failure: { kind: "ledger-unavailable", reason: "half-moved" } };
  await expect(ledger.claim(request)).rejects.toMatchObject(refused);
  expect((await ledger.status()).moved).toMatchObject({ from });
  const store = sqliteStore(() => into);
  onTestFinished(() => store.close());
  expect(await openWithout(store, from)).toBe(true);
  expect(await ledger.claim(request)).toMatchObject({ kind: "claimed" });
});

it("is not finished with another file that stands where it came from", async () => {
  const { from, into } = await halfAdopted(1);
  copyFileSync(join(import.meta.dirname, "../fixture/ledgers/version-1.sqlite"), from);
  await expect(openFile(into).claim(request)).rejects.toMatchObject({
    failure: { kind: "ledger-unavailable", reason: "half-moved" },
  });
  expect((await openFile(from).status()).moved).toBeNull();
});
