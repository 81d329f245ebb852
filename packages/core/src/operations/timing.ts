import { systemClock } from "../clock.js";
import { linkedTo } from "../until-aborted.js";

/** When the provider is asked what became of an operation whose outcome is not known. */
export interface Timing {
  /** How long a request may still be carried out after its sender has given it up. */
  readonly onItsWayMs: number;
  /** The same after its process has died: the operating system goes on sending what is in the socket. */
  readonly afterDeathMs: number;
  /** How long reads may lag behind; what the provider's capabilities say when left out. */
  readonly lagMs?: number | undefined;
  /** When to look meanwhile, and at an order, counted from when asking begins. */
  readonly looksAfterMs: readonly number[];
  /**
   * How long an account may take for one answer, or for one page of a list, before it counts as failed: for those
   * that an adapter never gives. What carries requests has limits of its own; 150 s when left out. Nobody waits
   * longer for what may cost money either, and that counts as sent for as long as its answer may come.
   */
  readonly answersWithinMs?: number | undefined;
  /** How many looks follow that can prove an absence. After the last one a person is told to look. */
  readonly provingLooks: number;
}

/** A request is given up after 30 s; twice that is given to the provider's side. */
export const defaultTiming: Timing = {
  onItsWayMs: 60_000,
  // Linux sends again for up to 15 minutes and some before it gives a connection up.
  afterDeathMs: 16 * 60_000,
  looksAfterMs: [0, 2000, 6000, 14_000, 30_000, 60_000, 120_000, 215_000],
  provingLooks: 4,
};

/** Longer than a read's tries take, and those of the token that it needs. */
export const defaultAnswersWithinMs = 150_000;

/**
 * Resolves when an account has taken longer for an answer than it may, or with the signal. By the machine's own
 * time, as the limits of what carries requests.
 */
export function tooLong(
  { timing }: { readonly timing: Timing },
  signal: AbortSignal,
): Promise<void> {
  return systemClock.sleep(timing.answersWithinMs ?? defaultAnswersWithinMs, signal);
}

/** Does work that its signal ends: with the caller's, or when an account has taken too long. */
export async function unlessTooLong<Result>(
  context: { readonly timing: Timing },
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const waiting = linkedTo(signal);
  void tooLong(context, waiting.signal).then(waiting.abort);
  try {
    return await work(waiting.signal);
  } finally {
    waiting.abort();
  }
}

/** One look of several. */
export interface PlannedLook {
  /** Counted from when asking begins. */
  readonly afterMs: number;
  /** Whether nothing can be on its way any more when it begins, so that not to show the number says something. */
  readonly canProve: boolean;
}

/** The looks at one operation: often at first, and then as far apart as reads may lag. */
export function plannedLooks(
  { looksAfterMs, provingLooks }: Timing,
  { onItsWayMs, lagMs }: { readonly onItsWayMs: number; readonly lagMs: number },
): readonly PlannedLook[] {
  return [
    ...looksAfterMs
      .filter((afterMs) => afterMs < onItsWayMs)
      .map((afterMs) => ({ afterMs, canProve: false })),
    ...Array.from({ length: provingLooks }, (_, index) => ({
      afterMs: onItsWayMs + index * lagMs,
      canProve: true,
    })),
  ];
}
