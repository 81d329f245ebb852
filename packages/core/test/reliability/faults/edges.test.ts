import { type Fault as SandboxFault, type Sandbox } from "@leaseline/sandbox";
import { expect } from "vitest";
import { createLeaseClient } from "../../../src/client/create-lease-client.js";
import { memoryLedger } from "../../../src/ledger/memory-ledger.js";
import { contiguityProvider } from "../../../src/providers/contiguity/provider.js";
import { nodeTransport } from "../../../src/node/node-transport.js";
import { soon } from "../../support/timing.js";
import { cases, everywhere, fault } from "./observe.js";
import { type ProviderName, type Stage, stage, stageOn } from "./stage.js";

const at = {
  contiguity: {
    lease: "contiguity.lease",
    release: "contiguity.terminate",
    list: "contiguity.leased",
  },
  sinch: { lease: "sinch.rent", release: "sinch.release", list: "sinch.list" },
} as const;

fault("71 release whose answer still says active: unknown, and still leased", () =>
  everywhere(async (options) => {
    const on = await stage(options);
    const lease = await on.held();
    const { number } = lease;
    const active = {
      contiguity: { data: { number_id: number, status: "active" } },
      sinch: { phoneNumber: number, regionCode: "US", type: "LOCAL", state: "ACTIVE" },
    };
    const answer: SandboxFault = { status: 200, body: active[options.at] };
    on.sandbox.control.fault(at[options.at].release, answer);
    const { observed, settled } = await on.release(lease);
    expect(settled).toMatchObject({ kind: "unknown", failure: { reason: "not-confirmed" } });
    expect(on.sandbox.control.owned(options.at)).toEqual([number]);
    return observed;
  }),
);

fault("72 refusal in the JSON of a gateway: unknown, and no word of the provider's", () => {
  const observe = (after: boolean) => () =>
    everywhere(async (options) => {
      const on = await stage(options);
      const body = { message: "no Route matched with those values", status: 404 };
      on.sandbox.control.fault(at[options.at].lease, { status: 404, body, after });
      return (await on.lease()).observed;
    });
  return cases(["acted", observe(true)], ["not", observe(false)]);
});

fault("73 every list fails after an answer was lost: a person has to look", () =>
  everywhere(async (options) => {
    const on = await stage(options);
    const { control } = on.sandbox;
    control.fault(at[options.at].lease, { reset: "before" });
    control.fault(at[options.at].list, { html: true, times: "always" });
    return (await on.lease()).observed;
  }),
);

fault("74 element of a list that cannot be read: told, and no absence of what it may be", () => {
  const observe = (odd: (number: string) => string) => async () => {
    const on = await stage({ transport: nodeTransport() });
    const numbers = [{ id: odd(on.number), status: "leased", lease_status: "active" }];
    on.sandbox.control.fault("contiguity.lease", { reset: "before" });
    on.sandbox.control.fault("contiguity.leased", {
      status: 200,
      body: { object: "response", data: { numbers } },
      times: "always",
    });
    const { observed } = await on.lease();
    const events: string[] = [];
    for await (const { kind } of on.client.list()) events.push(kind);
    expect(events).toContain("unread");
    return observed;
  };
  return cases(
    ["perhaps", observe((number) => number.slice(-5))],
    ["another", observe(() => "72345")],
  );
});

fault("75 the same request again: sent once, and the same answer", () =>
  everywhere(async (options) => {
    const on = await stage(options);
    const quote = await on.client.quote("a", on.number);
    const first = await on.client.lease(quote);
    const { observed, settled } = await on.seen(() => on.client.lease(quote));
    expect(settled).toMatchObject({ already: true, operation: { id: first.operation.id } });
    expect(writes(on, options.at)).toBe(1);
    // Nothing has been begun.
    expect(observed).toBe("B");
    return "C";
  }),
);

fault("76 another account under the same name: asks about nothing of the first one", async () => {
  const ledger = memoryLedger();
  const on = await stage({ transport: nodeTransport(), ledger });
  on.sandbox.control.fault("contiguity.lease", { reset: "before" });
  await on.client.lease(await on.client.quote("a", on.number));
  await on.client.close();
  const other = createLeaseClient({
    accounts: [otherAccount(on.sandbox)],
    ledger,
    timing: soon,
  });
  const [left] = await other.reconcile();
  expect(left && other.waysOut(left)).toContainEqual({ kind: "connect-account", mayCost: false });
  const again = stageOn(on.sandbox, { transport: nodeTransport(), ledger });
  const [settled] = await again.client.reconcile();
  const letters = { unknown: "U", absent: "A" };
  return [left, settled].map((one) => letters[one?.state as keyof typeof letters]).join("→");
});

function otherAccount({ contiguity }: Sandbox) {
  const transport = nodeTransport();
  return contiguityProvider({ ...contiguity, account: "a", apiKey: "another_key", transport });
}

function writes({ sandbox }: Stage, provider: ProviderName): number {
  return sandbox.control.writes()[at[provider].lease].received;
}
