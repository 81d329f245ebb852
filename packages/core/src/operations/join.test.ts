import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { type E164, toE164 } from "../domain/phone-number.js";
import { nodeTransport } from "../node/node-transport.js";
import { createLeaseClient } from "../lease-client.js";
import type { Ledger } from "../ledger/ledger.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const transport = nodeTransport();
const number = e164(specialNumbers.contiguity.plain);
const account = contiguityProvider({ ...sandbox.contiguity, account: "c", transport });
const window = (ledger: Ledger) =>
  createLeaseClient({
    accounts: [account],
    ledger,
    timing: { settleMs: 3_600_000, looksAfterMs: [3_600_000] },
  });

describe.each(ledgerKinds)("who joins an operation in a ledger $name", ({ start }) => {
  it("takes it for sent when its window sent it, and went, just before it was taken over", async () => {
    const open = start();
    const [gone, own] = [open(), open()];
    const wish = {
      kind: "lease",
      identity: account.identity,
      account: "c",
      number,
      price: null,
      lease: null,
      key: null,
    } as const;
    const claim = await gone.claim(wish);
    if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
    let sends = true;
    const ledger: Ledger = {
      ...own,
      takeOver: async (id) => {
        if (sends) {
          sends = false;
          await gone.record(id, { kind: "sent" });
          await gone.close();
        }
        return own.takeOver(id, [wish.identity]);
      },
    };
    const client = window(ledger);
    expect(await client.lease(await client.quote("c", number))).toMatchObject({
      kind: "unknown",
      operation: { id: claim.operation.id },
    });
    expect(control.writes()["contiguity.lease"].received).toBe(0);
  });
});

function e164(text: string): E164 {
  const number = toE164(text);
  if (!number) throw new Error(`${text} is no number`);
  return number;
}
