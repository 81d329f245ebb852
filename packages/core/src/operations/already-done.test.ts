import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { type E164, toE164 } from "../domain/phone-number.js";
import { nodeTransport } from "../node/node-transport.js";
import { createLeaseClient } from "../lease-client.js";
import type { Ledger } from "../ledger/ledger.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import { sinchProvider } from "../providers/sinch/provider.js";
import { failureOf } from "../../test/support/failure.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const transport = nodeTransport();
const window = (ledger: Ledger) =>
  createLeaseClient({
    accounts: [
      contiguityProvider({ ...sandbox.contiguity, account: "contiguity", transport }),
      sinchProvider({ ...sandbox.sinch, account: "sinch", transport }),
    ],
    ledger,
  });

describe.each([
  { account: "contiguity", lease: "contiguity.lease", release: "contiguity.terminate" },
  { account: "sinch", lease: "sinch.rent", release: "sinch.release" },
] as const)("what another window has done meanwhile at $account", (setting) => {
  const { account } = setting;
  const number = e164(specialNumbers[account].plain);
  const confirm = number.slice(-4);
  const [, inFile] = ledgerKinds;
  const twoWindows = () => {
    const open = inFile?.start();
    if (!open) throw new Error("there is no ledger in a file");
    return [open(), open()] as const;
  };

  it("is told to who wanted to lease the same number, and is no failure", async () => {
    const [ledger, other] = twoWindows();
    const [faster, slower] = [window(ledger), window(other)];
    const quotes = [await faster.quote(account, number), await slower.quote(account, number)];
    const [first, second] = quotes;
    if (!first || !second) throw new Error("there are two");
    const done = await faster.lease(first);
    expect(await slower.lease(second)).toMatchObject({
      kind: "committed",
      operation: { id: done.operation.id },
      lease: { number, account },
    });
    expect(control.writes()[setting.lease].received).toBe(1);
    expect(await other.operations()).toHaveLength(1);
  });

  it("is told to who wanted to release the same number", async () => {
    const [ledger, other] = twoWindows();
    const [faster, slower] = [window(ledger), window(other)];
    const settled = await faster.lease(await faster.quote(account, number));
    if (settled.kind !== "committed") throw new Error(`it is ${settled.kind}`);
    const done = await faster.release(settled.lease, { confirm });
    expect(await slower.release(settled.lease, { confirm })).toMatchObject({
      kind: "committed",
      operation: { id: done.operation.id },
    });
    expect(control.writes()[setting.release].received).toBe(1);
  });

  it("is not told when it is not so any more", async () => {
    const [ledger, other] = twoWindows();
    const [faster, slower] = [window(ledger), window(other)];
    const late = await slower.quote(account, number);
    await faster.lease(await faster.quote(account, number));
    control.takeAway(number);
    expect(await failureOf(slower.lease(late))).toEqual({ kind: "number-taken" });
  });
});

function e164(text: string): E164 {
  const number = toE164(text);
  if (!number) throw new Error(`${text} is no number`);
  return number;
}
