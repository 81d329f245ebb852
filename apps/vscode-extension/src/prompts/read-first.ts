import type { ConfirmQuestion, Prompts } from "./prompts.js";

/** Whoever says yes sooner has not read what to, in ms. */
export const readMs = 1000;
/** The same once that has happened: the keys of somebody who types on come further apart than that, but not than this. */
export const readAgainMs = 3000;

/**
 * Takes no yes from a key that was held down since the list before, or meant for what the person was typing into, nor
 * from the second click of two: who agrees before it can have been read is asked again. And what is being asked is
 * asked once: whoever asks the same meanwhile has a no.
 * @param ask - told whether it is asked again.
 * @param now - milliseconds that never go back.
 */
export function readFirst(
  ask: (question: ConfirmQuestion, isAgain: boolean) => Promise<boolean>,
  now: () => number = () => performance.now(),
): Prompts["confirm"] {
  const open = new Set<string>();
  return async (question) => {
    const key = JSON.stringify(question);
    if (open.has(key)) return false;
    open.add(key);
    try {
      for (let isAgain = false; ; isAgain = true) {
        const asked = now();
        if (!(await ask(question, isAgain))) return false;
        if (now() - asked >= (isAgain ? readAgainMs : readMs)) return true;
      }
    } finally {
      open.delete(key);
    }
  };
}
