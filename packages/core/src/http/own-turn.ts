/**
 * Resolves in a turn of the event loop that no other caller of this has. What takes long is begun in one, so that many
 * of it at the same time do not add up to one long wait for everything else in the process.
 */
export function ownTurn(): Promise<void> {
  // Of timers, between which the loop hears what has come from elsewhere.
  return (last = last.then(() => new Promise((resolve) => setTimeout(resolve))));
}

/** A process has one event loop, whoever asks. */
let last: Promise<void> = Promise.resolve();
