import { type Fault, type Sandbox, specialNumbers } from "@leaseline/sandbox";
import { createLeaseClient } from "../../src/client/create-lease-client.js";
import type { Ledger } from "../../src/ledger/ledger.js";
import { type Operation, openStates } from "../../src/ledger/operation.js";
import { nodeTransport } from "../../src/node/node-transport.js";
import { contiguityProvider } from "../../src/providers/contiguity/provider.js";
import { sinchProvider } from "../../src/providers/sinch/provider.js";
import { e164 } from "./e164.js";
import { ledgerKinds } from "./ledger-harness.js";
import { quickClock } from "./quick-clock.js";

export const transport = nodeTransport();
export const [, { start }] = ledgerKinds as [unknown, (typeof ledgerKinds)[number]];
export const open = { states: openStates };
export const page = { status: 200, contentType: "text/html", body: "<html>" } as const;

/** A lease at each provider, and what the sandbox calls what is asked for it. */
export const leasedAt = [
  {
    provider: "contiguity",
    account: "c",
    number: e164(specialNumbers.contiguity.plain),
    lease: "contiguity.lease",
    release: "contiguity.terminate",
    get: "contiguity.get",
    list: "contiguity.leased",
    refusal: { object: "error", data: { error: "No.", status: 403 } },
  },
  {
    provider: "sinch",
    account: "s",
    number: e164(specialNumbers.sinch.plain),
    lease: "sinch.rent",
    release: "sinch.release",
    get: "sinch.get",
    list: "sinch.list",
    refusal: { error: { code: 403, message: "No.", status: "PERMISSION_DENIED" } },
  },
] as const;

/** Windows of one ledger after the other, whose time passes at once. */
export function unclearStage(sandbox: Sandbox, setting: (typeof leasedAt)[number]) {
  const { control } = sandbox;
  const { account, number } = setting;
  const accounts = (
    changes: {
      readonly apiKey?: string;
      readonly projectId?: string;
      readonly timeoutMs?: number;
    } = {},
  ) => {
    const { apiKey = sandbox.contiguity.apiKey, projectId = sandbox.sinch.projectId } = changes;
    const options = { transport, timeoutMs: changes.timeoutMs ?? 20_000 };
    return [
      contiguityProvider({ ...sandbox.contiguity, ...options, account: "c", apiKey }),
      sinchProvider({ ...sandbox.sinch, ...options, account: "s", projectId }),
    ];
  };
  const window = (ledger: Ledger, changes?: Parameters<typeof accounts>[0]) =>
    createLeaseClient({ accounts: accounts(changes), ledger, clock: quickClock() });
  /** A lease that was sent by a window which is gone, with what the provider made of it. */
  const left = async (openSession: () => Ledger, fault: Fault) => {
    const ledger = openSession();
    const client = window(ledger);
    const quote = await client.quote(account, number);
    control.fault(setting.lease, fault);
    const { id } = (await client.lease(quote)).operation;
    return { ledger, client, id };
  };
  const reads = () =>
    control
      .requests()
      .filter(({ operation }) => operation === setting.get || operation === setting.list);
  const states = async (ledger: Ledger, id: string) =>
    (await ledger.history(id)).map(({ event }) => event.kind);
  const claimed = async (ledger: Ledger): Promise<{ operation: Operation }> => {
    const [identity] = accounts().flatMap((one) => (one.account === account ? one.identity : []));
    if (!identity) throw new Error("there is no such account");
    const wish = { account, identity, number, key: null, price: null, lease: null };
    const claim = await ledger.claim({ ...wish, kind: "lease" });
    if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
    return claim;
  };
  return { accounts, window, left, reads, states, claimed };
}
