import { eventOfGone } from "../ledger/take-over.js";
import type { Operation } from "../ledger/operation.js";
import type { Context } from "./context.js";
import { keep, known } from "./write-down.js";

export type TakenUp =
  /** This session's to ask about. */
  | { readonly kind: "ours"; readonly operation: Operation }
  /** Whoever began it still carries it out, or another session asks, or no account of it is connected here. */
  | { readonly kind: "theirs"; readonly operation: Operation };

/** Takes up an open operation whose sender is gone, and says what is known of it then: not sent, or unknown. */
export async function takeUp(context: Context, { id }: Operation): Promise<TakenUp> {
  const { ledger, identities } = context;
  const before = await known(context, id);
  const taken = await ledger.takeOver(id, identities);
  if (!taken) return { kind: "theirs", operation: await known(context, id) };
  // What the ledger does not take from this client yet, nobody else knows.
  if (context.unwritten.has(id)) return { kind: "ours", operation: before };
  const event = eventOfGone(taken);
  if (!event) return { kind: "ours", operation: taken };
  // Another client of this session may be at it.
  if (before.sender === ledger.session && ledger.inHand.has(id))
    return { kind: "theirs", operation: taken };
  return { kind: "ours", operation: await keep(context, taken, event) };
}
