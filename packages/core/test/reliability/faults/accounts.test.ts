import type { Sandbox } from "@leaseline/sandbox";
import { expect } from "vitest";
import { createLeaseClient } from "../../../src/client/create-lease-client.js";
import { memoryLedger } from "../../../src/ledger/memory-ledger.js";
import { nodeTransport } from "../../../src/node/node-transport.js";
import { contiguityProvider } from "../../../src/providers/contiguity/provider.js";
import { sinchProvider } from "../../../src/providers/sinch/provider.js";
import { later } from "../../support/timing.js";
import { cases, everywhere, fault } from "./observe.js";
import { received } from "./received.js";
import { stage } from "./stage.js";

const transport = nodeTransport();

fault("78 token that was revoked: a read asks once more, a write is refused", () => {
  const revokedBefore = (isIt: (method: string) => boolean) => async () => {
    const revoking: { sandbox?: Sandbox } = {};
    const on = await stage({
      at: "sinch",
      auth: "oauth",
      transport: (request) => {
        if (isIt(request.method) && request.url.includes("Numbers"))
          revoking.sandbox?.control.revokeTokens();
        delete revoking.sandbox;
        return transport(request);
      },
    });
    // So that there is a token.
    await on.client.verify("a");
    const quoted = await on.client.quote("a", on.number);
    revoking.sandbox = on.sandbox;
    return (await on.seen(() => on.client.lease(quoted))).observed;
  };
  return cases(["read", revokedBefore((method) => method === "GET")], ["write", revokedBeforeRent]);
});

fault("81 key that was replaced: the same account, and no second lease", async () => {
  const on = await stage({ transport });
  await on.held();
  const { sandbox, ledger, number } = on;
  const authorization = `Token ${sandbox.contiguity.apiKey}`;
  const account = contiguityProvider({
    ...sandbox.contiguity,
    apiKey: "contiguity_sk_another_key_of_the_same_account",
    account: "a",
    // The provider knows both keys.
    transport: (request) =>
      transport({
        ...request,
        headers: { ...request.headers, ...renamed(request.headers, authorization) },
      }),
  });
  const client = createLeaseClient({ accounts: [account], ledger, timing: later });
  await client.sweep();
  expect(await ledger.lists()).toMatchObject([
    { identity: account.identity, leases: [{ lease: { number }, origin: "here" }] },
  ]);
  const told = await client.standing({ kind: "lease", account: "a", number });
  expect(told).toMatchObject({ kind: "committed", already: true });
  expect(sandbox.control.writes()["contiguity.lease"].received).toBe(1);
  return told?.kind === "committed" ? "C" : "U";
});

fault("82 one account under two names: refused", () =>
  everywhere(async ({ at }) => {
    const { sandbox } = await stage({ transport, at });
    const named = (account: string) =>
      at === "sinch"
        ? sinchProvider({ ...sandbox.sinch, account })
        : contiguityProvider({ ...sandbox.contiguity, account });
    expect(() =>
      createLeaseClient({ accounts: [named("a"), named("b")], ledger: memoryLedger() }),
    ).toThrowError(/already connected as “a”/);
    return "B";
  }),
);

async function revokedBeforeRent(): Promise<string> {
  const revoking: { sandbox?: Sandbox } = {};
  const on = await stage({
    at: "sinch",
    auth: "oauth",
    transport: (request) => {
      if (request.url.includes(":rent")) revoking.sandbox?.control.revokeTokens();
      return transport(request);
    },
  });
  revoking.sandbox = on.sandbox;
  const { observed, thrown } = await on.lease();
  expect(thrown).toMatchObject({ kind: "unauthorized" });
  expect(received(on, "sinch")).toBe(1);
  // With a new token it goes through.
  delete revoking.sandbox;
  expect((await on.lease()).observed).toBe("C");
  return observed;
}

function renamed(headers: Readonly<Record<string, string>>, authorization: string) {
  return Object.fromEntries(
    Object.keys(headers)
      .filter((name) => name.toLowerCase() === "authorization")
      .map((name) => [name, authorization]),
  );
}
