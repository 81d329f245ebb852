import { copyFileSync, rmSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Sandbox, specialNumbers } from "@leaseline/sandbox";
import { expect, onTestFinished } from "vitest";
import { createLeaseClient } from "../../../src/client/create-lease-client.js";
import { toMoney } from "../../../src/domain/money.js";
import type { Transport } from "../../../src/http/transport.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import { memoryLedger } from "../../../src/ledger/memory-ledger.js";
import { nodeTransport } from "../../../src/node/node-transport.js";
import { sqliteLedger } from "../../../src/node/sqlite-ledger.js";
import type { Timing } from "../../../src/operations/timing.js";
import { contiguityProvider } from "../../../src/providers/contiguity/provider.js";
import { sinchProvider } from "../../../src/providers/sinch/provider.js";
import { temporaryFolder } from "../../support/ledger-harness.js";
import { listen } from "../../support/loopback-server.js";
import { selfSigned } from "../../support/self-signed.js";
import { later, soon } from "../../support/timing.js";
import { trustSelfSigned } from "../../support/trust-self-signed.js";
import { cases, everywhere, fault } from "./observe.js";
import { type ProviderName, type Stage, classOf, stage, stageOn } from "./stage.js";

trustSelfSigned();
const transport = nodeTransport();
const writesOf = {
  contiguity: { lease: "contiguity.lease", release: "contiguity.terminate" },
  sinch: { lease: "sinch.rent", release: "sinch.release" },
} as const;
/** A person is told to look soon where nothing can be proved. */
const fewLooks: Timing = { ...soon, provingLooks: 4 };
const listsOf = { contiguity: "contiguity.leased", sinch: "sinch.list" } as const;

fault("77 gateway's 404 in JSON when asked: proves nothing", () =>
  lostThenAsked(() => ({ status: 404, body: { message: "Not found", status: 404 } }), "every"),
);

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

fault("79 prices left out: what was agreed to stays reserved", () =>
  everywhere(async (options) => {
    const limit = toMoney("9.00", "USD");
    if (!limit) throw new Error("9.00 is an amount");
    const caps = [{ kind: "monthly", limit }] as const;
    const ledger = memoryLedger();
    const first = await stage({
      ...options,
      ledger,
      caps,
      number: specialNumbers[options.at].priceLeftOut,
    });
    first.sandbox.control.setPrice(first.number, { setup: "1.00", recurring: "2.00" });
    const leased = await first.lease();
    await first.client.sweep();
    const [running] = (await ledger.spending()).running;
    expect(running).toEqual(leased.operation?.price?.recurring);
    const second = stageOn(first.sandbox, { ...options, ledger, caps });
    first.sandbox.control.setPrice(second.number, { recurring: "8.99" });
    const refused = await second.lease();
    expect(refused.thrown).toMatchObject({ kind: "over-cap", cap: "monthly" });
    return `${leased.observed}, then ${refused.observed}`;
  }),
);

fault("80 connection given up as HTTP/2 does: sent once", () => {
  const observe = (acted: boolean) => async () => {
    const on = await stage({ transport });
    let received = 0;
    // It speaks HTTP/2 to whoever asks for that, so that the transport could choose it.
    const server = createServer({ ...selfSigned, ALPNProtocols: ["h2", "http/1.1"] });
    server.on("request", (request) => {
      received += 1;
      const work = acted ? passOn(request, on.sandbox) : Promise.resolve();
      work.finally(() => request.socket.destroy()).catch(() => {});
    });
    const { port } = await listen(server);
    const there: Transport = (request) =>
      request.method === "POST"
        ? transport({
            ...request,
            url: request.url.replace(on.sandbox.url, `https://localhost:${port}`),
          })
        : transport(request);
    const { observed } = await stageOn(on.sandbox, { transport: there }).lease();
    expect(received).toBe(1);
    return observed;
  };
  return cases(["acted", observe(true)], ["not", observe(false)]);
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

fault("83 same wish after a crash: joined", () =>
  everywhere(async (options) => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const ledger = sqliteLedger({ path });
    const first = await stage({ ...options, ledger, timing: later });
    const dead = first.client.lease(await first.client.quote("a", first.number)).catch(() => null);
    first.sandbox.control.hold(writesOf[options.at].lease);
    await expect.poll(() => received(first, options.at)).toBe(1);
    // Nothing of it goes on that writes anything down.
    await ledger.close();
    first.sandbox.control.letGo();
    await dead;
    const again = stageOn(first.sandbox, { ...options, ledger: ledgerAt(path) });
    const wanted = { kind: "lease", account: "a", number: again.number } as const;
    expect((await again.client.standing(wanted))?.kind).toMatch(/committed|unknown/);
    await again.client.reconcile();
    expect(await again.client.standing(wanted)).toMatchObject({ kind: "committed" });
    expect(received(first, options.at)).toBe(1);
    return historyOf(again.ledger);
  }),
);

fault("84 order whose answer is lost: followed by its id", async () => {
  const number = specialNumbers.sinch.swedishMobile;
  const on = await stage({ transport, at: "sinch", orders: "as-documented", number });
  const { control } = on.sandbox;
  control.fault("sinch.submit-order", { reset: "after" });
  const { settled } = await on.lease();
  expect(settled).toMatchObject({ kind: "accepted" });
  control.clock.advance(7 * 86_400_000);
  await on.client.reconcile();
  const submitted = control
    .requests()
    .filter(({ operation }) => operation === "sinch.submit-order");
  expect(submitted).toHaveLength(1);
  expect(control.owned("sinch")).toEqual([number]);
  return historyOf(on.ledger);
});

fault("85 ledger that went back in time: leases nothing before lists are read", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "ledger.sqlite");
  const before = sqliteLedger({ path });
  await before.position();
  await before.close();
  copyFileSync(path, join(folder, "copy"));
  const on = await stage({ transport, ledger: ledgerAt(path) });
  await on.held();
  await on.ledger.close();
  for (const end of ["-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
  copyFileSync(join(folder, "copy"), path);
  const number = specialNumbers.contiguity.bareData;
  const restored = stageOn(on.sandbox, { transport, ledger: ledgerAt(path), number });
  on.sandbox.control.fault("contiguity.leased", { status: 400, body: "", times: "always" });
  const refused = await restored.lease({ unknownPrice: true });
  expect(refused.thrown).toMatchObject({ kind: "unlisted" });
  on.sandbox.control.clearFaults();
  const leased = await restored.lease({ unknownPrice: true });
  expect(await restored.ledger.lists()).toMatchObject([{ leases: [{}, {}] }]);
  return `${refused.observed}, then ${leased.observed}`;
});

fault("86 limit in a new ledger: nothing is leased before lists are read", () =>
  everywhere(async (options) => {
    const limit = toMoney("5.00", "USD");
    if (!limit) throw new Error("5.00 is an amount");
    const on = await stage({ ...options, caps: [{ kind: "monthly", limit }] });
    on.sandbox.control.leaseMany({ provider: options.at, count: 40 });
    on.sandbox.control.fault(listsOf[options.at], { status: 400, body: "", times: "always" });
    const unread = await on.lease();
    expect(unread.thrown).toMatchObject({ kind: "unlisted" });
    on.sandbox.control.clearFaults();
    const over = await on.lease();
    expect(over.thrown).toMatchObject({ kind: "over-cap", cap: "monthly" });
    expect(received(on, options.at)).toBe(0);
    return `${unread.observed}, then ${over.observed}`;
  }),
);

async function passOn(request: IncomingMessage, { url }: Sandbox): Promise<void> {
  const { authorization = "", "content-type": type = "application/json" } = request.headers;
  await fetch(new URL(request.url ?? "", url), {
    method: request.method ?? "",
    headers: { authorization, "content-type": type },
    body: await text(request),
  });
}

type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/** The answer to a lease that was carried out is lost, and what asks about it is answered so; then all is well again. */
function lostThenAsked(answer: () => Answer, which: "every" | "lists"): Promise<string> {
  return everywhere(async (options) => {
    const on = await stage({ ...options, timing: fewLooks });
    const { control } = on.sandbox;
    control.fault(writesOf[options.at].lease, { reset: "after" });
    const reads =
      which === "lists"
        ? [listsOf[options.at]]
        : ([listsOf[options.at], "contiguity.get", "sinch.get"] as const);
    // Asked before, it says what it costs.
    on.client.onChange(({ state }) => {
      if (state !== "sent") return;
      for (const read of reads) control.fault(read, { ...answer(), times: "always" });
      // By its number alone it would be found at once.
      if (which === "lists")
        for (const read of ["contiguity.get", "sinch.get"] as const)
          control.fault(read, { ...answer(), times: "always" });
    });
    await on.lease();
    expect(await historyOf(on.ledger)).toBe("U→H");
    control.clearFaults();
    await on.client.reconcile();
    expect(received(on, options.at)).toBe(1);
    return historyOf(on.ledger);
  });
}

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

async function historyOf(ledger: Ledger): Promise<string> {
  const [operation] = await ledger.operations();
  const history = await ledger.history(operation?.id ?? "");
  return classOf(history.map(({ event }) => event));
}

function received({ sandbox }: Pick<Stage, "sandbox">, at: ProviderName): number {
  return sandbox.control.writes()[writesOf[at].lease].received;
}

function ledgerAt(path: string): Ledger {
  const ledger = sqliteLedger({ path });
  onTestFinished(() => ledger.close());
  return ledger;
}
