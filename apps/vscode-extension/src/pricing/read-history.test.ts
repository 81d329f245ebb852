import { type AccountIdentity, memoryLedger } from "@leaseline/core";
import { expect, it } from "vitest";
import { e164, exampleLease, exampleOperation, monthly } from "../../test/support/examples.js";
import { readHistory } from "./read-history.js";

const identity = "contiguity:account-1" as AccountIdentity;
const now = new Date().toISOString();

/** A ledger in which so many numbers were leased, under what another program calls the account. */
async function leased(count: number) {
  const ledger = memoryLedger();
  await ledger.keepList({ identity, account: "elsewhere" }, [], await ledger.position());
  for (let index = 0; index < count; index += 1) {
    const number = e164(`+1305${2_000_000 + index}`);
    const price = monthly("1.00", "USD", "0.50");
    const request = { ...exampleOperation({ account: "elsewhere", number, price }), identity };
    const claim = await ledger.claim(request);
    if (claim.kind !== "claimed") throw new Error(claim.kind);
    const { id } = claim.operation;
    await ledger.record(id, { kind: "sent" });
    // One that was refused was not charged.
    if (index === 0)
      await ledger.record(id, {
        kind: "not-sent",
        failure: { kind: "not-sent", reason: "refused" },
      });
    else
      await ledger.record(id, {
        kind: "committed",
        lease: exampleLease({ number, price }),
        how: "answered",
      });
  }
  return ledger;
}

const group = (ledger: Awaited<ReturnType<typeof leased>>, connect: () => Promise<unknown>) => ({
  // What it does not look at is left out.
  groups: () => [{ ledger, connect } as never],
});
const thisMonth = ({ accounts }: Awaited<ReturnType<typeof readHistory>>) =>
  accounts.map(({ account, amounts }) => [account, amounts.at(-1)?.amount]);

it("reads every page of what was committed, under the names that the accounts have here", async () => {
  const ledger = await leased(1203);
  const connected = async () => ({ identities: new Map([["first", identity]]) });
  expect(thisMonth(await readHistory(group(ledger, connected), [], now))).toEqual([
    ["first", "1803.00"],
  ]);
});

it("goes by the ledger's own name for an account that cannot be reached", async () => {
  const away = () => Promise.reject(new Error("away"));
  expect(thisMonth(await readHistory(group(await leased(3), away), [], now))).toEqual([
    ["elsewhere", "3.00"],
  ]);
});
