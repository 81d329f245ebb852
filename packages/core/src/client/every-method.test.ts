import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import {
  type MethodCase,
  answersUntilSent,
  methods,
  quote,
} from "../../test/support/client-methods.js";
import { closingClients } from "../../test/support/closing-clients.js";
import { silentAccount } from "../../test/support/silent-account.js";
import { later } from "../../test/support/timing.js";
import { LeaseError } from "../errors/lease-error.js";
import { memoryLedger } from "../ledger/memory-ledger.js";

const createClient = closingClients();
const hour = 3_600_000;

/** With a client that gives an account so much time. @returns what ends without being heard. */
async function begin({ ask, before, account: answers }: MethodCase, answersWithinMs: number) {
  const ledger = memoryLedger();
  await before?.(ledger);
  const timing = { ...later, onItsWayMs: 1, lagMs: 1, looksAfterMs: [0], answersWithinMs };
  const client = createClient({ accounts: [silentAccount(answers)], ledger, timing });
  const stop = new AbortController();
  const ended = ask({ client, ledger, signal: stop.signal }).then(
    () => "ended",
    (error: unknown) => (LeaseError.isInstance(error) ? "ended" : Promise.reject(error as Error)),
  );
  return { ended, stop };
}

const cases = Reflect.ownKeys(methods).flatMap((name) =>
  // Its own keys are those of the client.
  methods[name as keyof typeof methods].map((one, index) => ({
    name: `${String(name)}${index === 0 ? "" : `, ${index + 1}`}`,
    one,
  })),
);

describe("on an account whose adapter never answers", () => {
  it("what is tried is every method of a client", () => {
    const client = createClient({ accounts: [silentAccount()], ledger: memoryLedger() });
    const own = Reflect.ownKeys(client).filter(
      (name) => typeof Reflect.get(client, name) === "function",
    );
    expect(new Set(Reflect.ownKeys(methods))).toEqual(new Set(own));
  });

  it.each(cases.filter(({ one }) => one.endless === undefined))(
    "$name ends in time",
    async ({ one }) => {
      const { ended } = await begin(one, 20);
      expect(await ended).toBe("ended");
    },
  );

  it.each(cases.filter(({ one }) => one.signalless === undefined))(
    "$name ends with its signal, and leaves no listener at it",
    async ({ one }) => {
      const { ended, stop } = await begin(one, hour);
      // By then it mostly waits; one that does not yet has to end as well.
      await new Promise((resolve) => setTimeout(resolve, 20));
      stop.abort();
      expect(await ended).toBe("ended");
      await expect.poll(() => getEventListeners(stop.signal, "abort")).toEqual([]);
    },
  );

  it("what was sent counts as sent, and what is told of it is that nobody knows", async () => {
    const ledger = memoryLedger();
    const accounts = [silentAccount(answersUntilSent)];
    const client = createClient({
      accounts,
      ledger,
      timing: { ...later, answersWithinMs: 20 },
    });
    expect(await client.lease(quote)).toMatchObject({
      kind: "unknown",
      operation: { state: "sent" },
      failure: { reason: "not-awaited" },
    });
    // The same request again is told the same, and nothing is sent for it.
    expect(await client.lease(quote)).toMatchObject({ kind: "unknown" });
    expect(await ledger.operations()).toMatchObject([{ state: "sent" }]);
  });
});
