import { copyFileSync, rmSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Sandbox, specialNumbers } from "@leaseline/sandbox";
import { expect } from "vitest";
import type { Transport } from "../../../src/http/transport.js";
import { nodeTransport } from "../../../src/node/node-transport.js";
import { sqliteLedger } from "../../../src/node/sqlite-ledger.js";
import type { Timing } from "../../../src/operations/timing.js";
import { temporaryFolder } from "../../support/ledger-harness.js";
import { listen } from "../../support/loopback-server.js";
import { runFor } from "../../support/time-passes.js";
import { selfSigned } from "../../support/self-signed.js";
import { later, soon } from "../../support/timing.js";
import { trustSelfSigned } from "../../support/trust-self-signed.js";
import { cases, everywhere, fault } from "./observe.js";
import { historyOf, ledgerAt, listsOf, received, writesOf } from "./received.js";
import { type ProviderName, stage, stageOn } from "./stage.js";

trustSelfSigned();
const transport = nodeTransport();
/** A person is told to look soon where nothing can be proved. */
const fewLooks: Timing = { ...soon, provingLooks: 4 };

fault("77 gateway's 404 in JSON when asked: proves nothing", () =>
  lostThenAsked(() => ({ status: 404, body: { message: "Not found", status: 404 } })),
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

fault("83 same request after a crash: joined", () =>
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
  const submitted = control.requests("sinch.submit-order");
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
  runFor(91);
  const leased = await restored.lease({ unknownPrice: true });
  expect(await restored.ledger.lists()).toMatchObject([{ leases: [{}, {}] }]);
  return `${refused.observed}, then ${leased.observed}`;
});

async function passOn(request: IncomingMessage, { url }: Sandbox): Promise<void> {
  const { authorization = "", "content-type": type = "application/json" } = request.headers;
  await fetch(new URL(request.url ?? "", url), {
    method: request.method ?? "",
    headers: { authorization, "content-type": type },
    body: await text(request),
  });
}

fault("91 refusal after which nobody can be asked: unknown", () => {
  // What was carried out is refused where something on the way sends it twice.
  const observe = (acted: boolean) => () =>
    everywhere(async (options) => {
      const on = await stage(options);
      const { control } = on.sandbox;
      control.fault(writesOf[options.at].lease, { ...refusals[options.at], after: acted });
      on.client.onChange(({ state }) => {
        if (state === "sent")
          for (const read of readsOf(options.at)) control.fault(read, unreachable);
        else if (state === "unknown") control.clearFaults();
      });
      const { settled, observed } = await on.lease();
      expect(settled?.kind).toBe(acted ? "committed" : "unknown");
      expect(received(on, options.at)).toBe(1);
      return observed;
    });
  return cases(["acted", observe(true)], ["not", observe(false)]);
});

const refusals = {
  contiguity: { status: 402, body: { object: "error", data: { error: "No.", status: 402 } } },
  sinch: { status: 400, body: { error: { code: 400, message: "No.", status: "X", details: [] } } },
} as const;
const unreachable = { reset: "before", times: "always" } as const;
const readsOf = (at: ProviderName) => [listsOf[at], "contiguity.get", "sinch.get"] as const;

type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/** The answer to a lease that was carried out is lost, and what asks about it is answered so; then all is well again. */
function lostThenAsked(answer: () => Answer): Promise<string> {
  return everywhere(async (options) => {
    const on = await stage({ ...options, timing: fewLooks });
    const { control } = on.sandbox;
    control.fault(writesOf[options.at].lease, { reset: "after" });
    // Asked before, it says what it costs.
    on.client.onChange(({ state }) => {
      if (state !== "sent") return;
      for (const read of readsOf(options.at)) control.fault(read, { ...answer(), times: "always" });
    });
    await on.lease();
    expect(await historyOf(on.ledger)).toBe("U→H");
    control.clearFaults();
    await on.client.reconcile();
    expect(received(on, options.at)).toBe(1);
    return historyOf(on.ledger);
  });
}
