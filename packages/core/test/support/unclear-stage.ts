import type { Fault, Sandbox } from "@leaseline/sandbox";
import { createLeaseClient } from "../../src/client/create-lease-client.js";
import type { Ledger } from "../../src/ledger/ledger.js";
import type { Operation } from "../../src/ledger/operation.js";
import { accountsAt, type providers } from "./client-stage.js";
import { ledgerKinds } from "./ledger-harness.js";
import { quickClock } from "./quick-clock.js";

export const [, { start }] = ledgerKinds as [unknown, (typeof ledgerKinds)[number]];

/** Windows of one ledger after the other, whose time passes at once. */
export function unclearStage(sandbox: Sandbox, setting: (typeof providers)[number]) {
  const { control } = sandbox;
  const { account, numbers } = setting;
  const number = numbers.plain;
  const accounts = (changes?: Parameters<typeof accountsAt>[1]) =>
    accountsAt(sandbox, { timeoutMs: 20_000, ...changes });
  const window = (ledger: Ledger, changes?: Parameters<typeof accounts>[0]) =>
    createLeaseClient({ accounts: accounts(changes), ledger, clock: quickClock() });
  /** A lease that was sent by a window which is gone, with what the provider made of it. */
  const left = async (openSession: () => Ledger, fault: Fault) => {
    const ledger = openSession();
    const client = window(ledger);
    const quote = await client.quote(account, number);
    control.fault(setting.leaseRequest, fault);
    const { id } = (await client.lease(quote)).operation;
    return { ledger, client, id };
  };
  const reads = () =>
    control
      .requests()
      .filter(
        ({ operation }) => operation === setting.getRequest || operation === setting.listRequest,
      );
  const states = async (ledger: Ledger, id: string) =>
    (await ledger.history(id)).map(({ event }) => event.kind);
  const claimed = async (ledger: Ledger): Promise<{ operation: Operation }> => {
    const [identity] = accounts().flatMap((one) => (one.account === account ? one.identity : []));
    if (!identity) throw new Error("there is no such account");
    const request = { account, identity, number, key: null, price: null, lease: null };
    const claim = await ledger.claim({ ...request, kind: "lease" });
    if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
    return claim;
  };
  return { accounts, window, left, reads, states, claimed };
}
