import { phrase } from "../domain/translate.js";
import { isEnding } from "../domain/lease.js";
import { LeaseError, badInput } from "../errors/lease-error.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import type { Standing } from "../ledger/claim.js";
import { inTheWay } from "../ledger/in-the-way.js";
import type { Operation, OperationRequest } from "../ledger/operation.js";
import type { Context } from "./context.js";
import { join } from "./join.js";
import { sameLease } from "./judge.js";
import { look } from "./look.js";
import { type OperationResult, committed, notAwaited } from "./operation-result.js";
import { type ReadFor, readLists, readPrices, takeInList } from "./read-lists.js";

export type Begun =
  /** The number is this operation's, and its price is reserved. */
  | { readonly kind: "claimed"; readonly operation: Operation }
  /** It has been done, or is being done: nothing is begun, and this is what came of it. */
  | { readonly kind: "joined"; readonly result: OperationResult };

/**
 * Looks into the ledger before anything else, and claims the number there, or joins who holds it.
 * @throws {LeaseError} `in-progress`, `over-cap`, `unpriced`, `protected`, `unlisted`, `bad-input`, `not-sent`, `ledger-unavailable`, `defect`
 */
export async function begin(
  context: Context,
  wanted: OperationRequest,
  signal?: AbortSignal,
): Promise<Begun> {
  const reading: ReadFor = { asked: new Set(), signal };
  for (let turn = 0; turn < mostTurns; turn += 1) {
    if (signal?.aborted || context.closing.aborted)
      throw new LeaseError({ kind: "not-sent", reason: "cancelled" });
    const claim = await context.ledger.claim(wanted, context.caps);
    switch (claim.kind) {
      case "claimed":
        context.begun.add(claim.operation.id);
        context.tell(claim.operation);
        return claim;
      case "over-cap":
        throw new LeaseError({ kind: "over-cap", ...claim.refusal });
      case "protected":
        throw new LeaseError({ kind: "protected" });
      case "unconnected":
        throw new LeaseError({
          kind: "unlisted",
          because: "cap",
          account: claim.account,
          failure: null,
        });
      case "unlisted":
        await readLists(context, claim, reading);
        break;
      case "unpriced":
        await readPrices(context, claim, reading);
        break;
      default: {
        const result = await joinOrAnswer(context, wanted, claim, reading);
        if (result) return { kind: "joined", result };
        // What stood against it does so no longer.
      }
    }
  }
  throw contradicted();
}

/** What is known of a request, or becomes of whoever is at it already, without beginning it. Null for nothing. */
export async function stand(
  context: Context,
  wanted: OperationRequest,
  signal?: AbortSignal,
): Promise<OperationResult | null> {
  const reading: ReadFor = { asked: new Set(), signal };
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const standing = await context.ledger.standing(wanted);
    if (!standing) return null;
    const result = await joinOrAnswer(context, wanted, standing, reading);
    if (result || signal?.aborted) return result;
  }
  throw contradicted();
}

/** Two or three are enough: in each, what stood in the way was found to be gone. Some ask a provider. */
const mostTurns = 20;

/** The ledger keeps saying that something is in the way, and then that it is not. Nothing has been sent. */
function contradicted(): LeaseError {
  return new LeaseError({ kind: "defect", detail: "a ledger that contradicts itself" });
}

/** What comes of a request against which something stands. Null where that stands no longer. */
async function joinOrAnswer(
  context: Context,
  wanted: OperationRequest,
  standing: Standing,
  reading: ReadFor,
): Promise<OperationResult | null> {
  if (standing.kind === "perhaps-own") {
    // A list that shows a number of the key from before makes what was done with that this account's own.
    const own = { identities: [wanted.identity], because: "key-replaced" } as const;
    await readLists(context, own, reading);
    return null;
  }
  const { by } = standing;
  switch (standing.kind) {
    case "key-taken":
      throw badInput(
        "key",
        phrase("The key was given with a different request before: operation {0}."),
        by.id,
      );
    case "held":
      if (by.kind !== wanted.kind || by.identity !== wanted.identity)
        throw inTheWay(by, (await context.ledger.status()).sessions);
      try {
        if (!(await isKept(context, wanted, by))) return null;
      } catch (error) {
        if (!LeaseError.isInstance(error)) throw error;
        // The key cannot be kept while the ledger cannot be written; the operation itself goes on.
        return notAwaited(by);
      }
      return join(context, by, reading.signal);
    case "done":
      return answerOfDone(context, wanted, standing, reading);
  }
}

/** Whether the caller's key leads to the operation for good: another request may have been given the key meanwhile. */
async function isKept(
  { ledger }: Context,
  wanted: OperationRequest,
  by: Operation,
): Promise<boolean> {
  return wanted.key === null || by.key === wanted.key || ledger.keepKey(wanted, by.id);
}

/** What has been done is not done again; what the provider shows of it by now is told. */
async function answerOfDone(
  context: Context,
  wanted: OperationRequest,
  { by, named }: Extract<Standing, { kind: "done" }>,
  { asked, signal }: ReadFor,
): Promise<OperationResult | null> {
  const keptDone = async (lease = by.lease) =>
    named || (await isKept(context, wanted, by)) ? committed(by, true, lease) : null;
  const account = context.accountOf(wanted.identity);
  // A key stands for its answer, whatever came later.
  if (named || !account) return keptDone();
  const sight = await look(account, by, "quick", { signal });
  if (sight.kind === "not-known") return keptDone();
  const isShown = sight.kind === "held";
  if (isShown && (by.kind === "lease" || isEnding(sight.lease))) return keptDone(sight.lease);
  if (!isShown && by.kind === "release")
    return keptDone(by.lease && { ...by.lease, state: "released" });
  if (isShown && sameLease(sight.lease, by.lease) === false && !asked.has(by.id)) {
    // Leased anew, and not from here: to release that lease is another request, once the ledger knows of it.
    asked.add(by.id);
    if ((await takeInList(context, account, signal)).kind === "kept") return null;
  }
  return { kind: "unknown", operation: by, failure: outcomeUnknown("shown-otherwise") };
}
