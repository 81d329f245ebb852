/**
 * Resolves in a turn of the event loop that no other caller of this gets. Long work begins with it, so that many such
 * pieces at once do not add up to one long pause for everything else in the process.
 */
export function ownTurn(): Promise<void> {
  // With timers, as the event loop handles input and output between them.
  return (last = last.then(() => new Promise((resolve) => setTimeout(resolve))));
}

/** A process has one event loop, whoever asks. */
let last: Promise<void> = Promise.resolve();
