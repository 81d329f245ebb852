import { join } from "node:path";
import type { Sandbox } from "@leaseline/sandbox";
import { type Child, startChild } from "../child.js";
import type { LedgerToOpen } from "../ledger-to-open.js";

const program = join(import.meta.dirname, "racer.mjs");

/** Several processes that are asked the same at the same moment. */
export interface Racers {
  /** @returns what each of them answers; null for one that was killed meanwhile. A new one takes its place. */
  ask<Answer>(message: object | ((index: number) => object)): Promise<readonly (Answer | null)[]>;
  close(): Promise<void>;
}

/** @param joined - asked of each of them before anything else. */
export async function startRacers(count: number, joined?: object): Promise<Racers> {
  const start = async () => {
    const child = await startChild(program);
    if (joined) resultOf(await child.ask(joined));
    return child;
  };
  const started = await Promise.allSettled(Array.from({ length: count }, start));
  const children = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = started.find((one) => one.status === "rejected");
  if (failed) {
    await Promise.all(children.map(end));
    throw failed.reason;
  }
  return {
    ask: async <Answer>(message: object | ((index: number) => object)) =>
      Promise.all(
        children.map(async (child, index) => {
          const answer = await child.ask(typeof message === "function" ? message(index) : message);
          if (answer === null) children[index] = await start();
          // As racer.mjs answers it.
          return resultOf(answer) as Answer | null;
        }),
      ),
    close: async () => {
      await Promise.all(children.map(end));
    },
  };
}

/** What a racer has to be told before it can race. */
export function opening(
  place: LedgerToOpen,
  { contiguity, sinch }: Sandbox,
  timing?: object,
): object {
  return { do: "open", place, contiguity, sinch, timing };
}

async function end(child: Child): Promise<void> {
  child.kill();
  await child.gone;
}

function resultOf(answer: unknown): unknown {
  if (answer === null) return null;
  const { result, failed } = answer as { result?: unknown; failed?: string };
  if (failed !== undefined) throw new Error(failed);
  return result;
}
