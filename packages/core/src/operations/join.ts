import type { Ledger } from "../ledger/ledger.js";
import type { Operation } from "../ledger/operation.js";
import type { Reconciler } from "./reconcile.js";
import { type Settled, settledAs } from "./settled.js";
import type { Work } from "./work.js";

interface Tools {
  readonly ledger: Ledger;
  readonly work: Work;
  readonly reconciler: Reconciler;
  readonly signal?: AbortSignal | undefined;
}

/** Waits until somebody else's operation is no longer on its way, here or in another process. */
export async function join(
  by: Operation,
  { ledger, work, reconciler, signal }: Tools,
): Promise<Settled | null> {
  await work.idle(by);
  for (let waitMs = 25; ; waitMs = Math.min(waitMs * 2, 500)) {
    const operation = await ledger.find(by.id);
    if (!operation) throw new RangeError("an operation that was claimed is not there any more");
    if (operation.state !== "claimed" && operation.state !== "sent") {
      // Nobody may be asking about it any more; if somebody is, this does nothing.
      reconciler.follow(operation);
      return settledAs(operation);
    }
    // Whoever began it is gone, so it will not go on by itself. It may have gone further since it was read.
    const taken = await ledger.takeOver(by.id, reconciler.identities);
    if (taken) await reconciler.recover(taken);
    else await work.clock.sleep(waitMs, signal);
    if (signal?.aborted) return settledAs(operation);
  }
}

/** The operation goes on when nobody waits for it any longer. */
export async function waitFor<Result>(
  running: Promise<Result>,
  { id }: Operation,
  { ledger, signal }: Tools,
): Promise<Result | Settled> {
  running.catch(() => {});
  if (!signal) return running;
  const stopped = new Promise<"stopped">((resolve) => {
    signal.addEventListener("abort", () => resolve("stopped"), { once: true });
  });
  const first = await Promise.race([running, stopped]);
  if (first !== "stopped") return first;
  const operation = await ledger.find(id);
  // Before it is sent, the signal ends it by itself, and soon.
  if (!operation || operation.state === "claimed") return running;
  return settledAs(operation) ?? running;
}
