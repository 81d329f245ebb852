import { expect, it } from "vitest";
import { e164 } from "../../test/support/e164.js";
import { exampleAccount } from "../../test/support/example-account.js";
import { exampleOperation } from "../../test/support/example-operation.js";
import { later } from "../../test/support/timing.js";
import { systemClock } from "../clock.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { createContext } from "./context.js";
import { settle } from "./settle.js";

// Who gives up waiting in the turn in which the asking ends, and who asks again in that turn. Each step takes some
// turns of the queue of promises: every number of them is tried.
it.each(Array.from({ length: 30 }, (_, turns) => turns))(
  "whoever gives up leaves the asking of those who came after it, %i turns later",
  async (turns) => {
    const ledger = memoryLedger();
    const request = {
      ...exampleOperation({ kind: "lease", number: e164("+13055550100"), state: "claimed" }),
      identity: exampleAccount().identity,
    };
    const claim = await ledger.claim(request);
    if (claim.kind !== "claimed") throw new Error(claim.kind);
    const { id } = claim.operation;
    const failure = { kind: "not-sent", reason: "cancelled" } as const;
    const operation = await ledger.record(id, { kind: "not-sent", failure });

    const giveUp = new AbortController();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let askers = 0;
    let isOver = false;
    let next: Promise<unknown> = held;
    // The first one to ask is answered at once, and ends with one more look into the ledger; the next ones wait.
    const takeOver = async () => {
      askers += 1;
      if (askers > 1) await held;
      return null;
    };
    const find = async () => {
      if (askers === 1 && !isOver) {
        isOver = true;
        void afterTurns();
      }
      return operation;
    };
    const afterTurns = async () => {
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      giveUp.abort();
      next = settle(context, operation);
    };
    const context = createContext({
      ledger: { ...ledger, find, takeOver },
      clock: systemClock,
      caps: [],
      timing: later,
      accounts: [exampleAccount()],
    });
    const first = settle(context, operation, giveUp.signal);
    // Long enough for all of it, as nothing but promises is waited for.
    await new Promise((resolve) => setTimeout(resolve, 1));
    const third = settle(context, operation);
    await new Promise((resolve) => setTimeout(resolve, 1));
    // One more, for both of those who came later.
    expect(askers).toBe(2);
    release();
    await Promise.all([first, next, third]);
  },
);
