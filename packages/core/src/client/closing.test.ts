import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { nodeTransport } from "../node/node-transport.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import { failureOf, thrownBy } from "../../test/support/failure.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { quickClock } from "../../test/support/quick-clock.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { later, soon } from "../../test/support/timing.js";
import { createLeaseClient } from "./create-lease-client.js";
import { e164 } from "../../test/support/e164.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const transport = nodeTransport();
const number = e164(specialNumbers.contiguity.plain);

const contiguity = (account = "c") =>
  contiguityProvider({ ...sandbox.contiguity, account, transport });

describe.each(ledgerKinds)("a client that is closed, with a ledger $name", ({ start }) => {
  it("asks no more, and leaves what is not settled to the next one", async () => {
    const open = start();
    const ledger = open();
    const leases = createLeaseClient({ accounts: [contiguity()], ledger });
    control.fault("contiguity.lease", { reset: "before" });
    const { operation } = await leases.lease(await leases.quote("c", number));
    await leases.close();
    // It was not waited for until it is settled, however long that takes.
    expect(await ledger.operations()).toMatchObject([{ id: operation.id, state: "unknown" }]);
    await ledger.close();
    const next = createLeaseClient({
      accounts: [contiguity()],
      ledger: open(),
      clock: quickClock(),
    });
    expect(await next.reconcile()).toMatchObject([{ id: operation.id, state: "absent" }]);
  });

  it("has written down first what it was sending", async () => {
    const ledger = start()();
    control.hold("contiguity.lease");
    const leases = createLeaseClient({ accounts: [contiguity()], ledger, timing: later });
    const leasing = leases.lease(await leases.quote("c", number));
    await expect.poll(() => control.writes()["contiguity.lease"].received).toBe(1);
    const closed = leases.close();
    control.letGo();
    await closed;
    expect(await ledger.operations()).toMatchObject([{ state: "committed" }]);
    expect(await leasing).toMatchObject({ kind: "committed" });
  });

  it("begins nothing, and says so", async () => {
    const leases = createLeaseClient({ accounts: [contiguity()], ledger: start()() });
    await leases[Symbol.asyncDispose]();
    expect(await failureOf(leases.quote("c", number))).toMatchObject({
      kind: "bad-input",
      field: "client",
    });
    expect(thrownBy(() => leases.list())).toMatchObject({
      failure: { kind: "bad-input", field: "client" },
    });
  });

  it("has a clock of its own, also where another one uses its ledger", async () => {
    const ledger = start()();
    const clocks = [quickClock(), quickClock()] as const;
    const beganMs = clocks[0].monotonicMs();
    const [one, other] = clocks.map((clock) =>
      createLeaseClient({ accounts: [contiguity()], ledger, clock, timing: soon }),
    );
    clocks[1].advance(3_600_000);
    const quoted = await other?.quote("c", number);
    expect(quoted?.quotedAtMs).toBe(beganMs + 3_600_000);
    expect((await one?.quote("c", number))?.quotedAtMs).toBe(beganMs);
  });

  it("hears of what another session writes, until it is closed", async () => {
    const open = start();
    const heardAt = open();
    let isListening = false;
    const changed: typeof heardAt.changed = (...given) => {
      isListening = true;
      return heardAt.changed(...given);
    };
    const [leases, other] = [
      createLeaseClient({ accounts: [contiguity()], ledger: { ...heardAt, changed } }),
      createLeaseClient({ accounts: [contiguity()], ledger: open() }),
    ];
    let heard = 0;
    const hearing = (async () => {
      for await (const _ of leases.changes()) heard += 1;
    })();
    await expect.poll(() => isListening).toBe(true);
    await other.lease(await other.quote("c", number));
    await expect.poll(() => heard).toBeGreaterThan(0);
    await leases.close();
    await hearing;
  });
});
