import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "./errors.js";

/** How long a database may be away, as it is while it is started again, before that is told. */
const patienceMs = 3000;
/** For how long one that was just found away is taken for away by whoever asks next: a list asks many times. */
const stillAwayMs = 1500;

/**
 * Tries again while it is away, for a moment. Nothing has been asked of the database yet, so it can be tried again.
 * @param mayPass - whether what went wrong may be over in a moment.
 */
export function createPatience(mayPass: (error: unknown) => boolean) {
  let away: { readonly error: unknown; readonly untilMs: number } | null = null;
  let thereMs = Number.NEGATIVE_INFINITY;
  return async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
    if (away && performance.now() < away.untilMs) throw away.error;
    const askedMs = performance.now();
    let told: unknown = null;
    for (let waitMs = 25; ; waitMs = Math.min(waitMs * 2, 500)) {
      const beganMs = performance.now();
      try {
        const result = await attempt();
        away = null;
        thereMs = performance.now();
        return result;
      } catch (error) {
        if (!mayPass(error)) throw error;
        // A pooler says once what keeps it from the server, and then leaves whoever tries again waiting.
        if (told === null || codeOf(error) !== "") told = error;
        const nowMs = performance.now();
        // Whoever waits for a connection that others use has not found it away.
        if (nowMs + waitMs >= Math.max(askedMs, thereMs) + patienceMs) {
          // A slow failure says nothing about now if another attempt has succeeded meanwhile.
          if (thereMs < beganMs) away = { error: told, untilMs: nowMs + stillAwayMs };
          throw told;
        }
      }
      await sleep(waitMs * (0.5 + Math.random()));
    }
  };
}

/**
 * Resolves when the work is done, has failed, or has taken too long: for goodbyes on a connection that may have been
 * cut without a word.
 */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
