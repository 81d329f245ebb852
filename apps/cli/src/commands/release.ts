import {
  type ConnectedAccount,
  type Lease,
  LeaseError,
  type OperationResult,
} from "@leaseline/core";
import { type AgreedOptions, type Intent, agreedCommand } from "../agreed-command.js";
import { outcomeBefore, doneRecord, doneRemarks, originOf } from "../outcome.js";
import type { Context } from "../command.js";
import { checkDigits } from "../consent.js";
import type { Documents } from "../documents/documents.js";
import { leaseRecord } from "../documents/to-record.js";
import { type Sought, leaseToGiveUp, unlessElsewhere } from "../find-lease.js";
import { type OpenClient, openWritingClient } from "../open-client.js";
import { leaseFacts } from "../output/tables.js";
import { dayWords } from "../output/words.js";
import { typedNumber } from "../phone-number.js";
import type { NumberOptions } from "./show.js";

export interface ReleaseOptions extends NumberOptions, AgreedOptions {
  readonly confirm?: string | undefined;
  readonly key?: string | undefined;
}

type Released = Extract<Documents["release"], { readonly lease: unknown }>;

export const release = agreedCommand<ReleaseOptions, Released>({
  intend: async (context, options) => {
    const number = typedNumber(options.number);
    const { key } = options;
    const { signal, terminal } = context;
    const opened = await openWritingClient(context, options.account);
    const { client } = opened;
    const found = await heldOrReleased(opened, { number, key, account: options.account }, context);
    if ("operation" in found) return { document: doneRecord(found) };
    const request = { kind: "release", account: found.account, number, key } as const;
    const before = await outcomeBefore(client, request, context);
    if (found.state === "releasing") return { document: alreadyReleasing(found, before) };
    // Nothing would be sent, so nobody is asked: it is on its way, or the number is being leased.
    if (before) return { document: doneRecord(before) };
    // Before anybody is asked; who protects it after that is obeyed by the ledger.
    const notes = await client.notes();
    if (notes.some((note) => note.number === number && note.isProtected))
      throw new LeaseError({ kind: "protected" });
    // The digits are those that were typed, or said: the question and the flags have been held against them.
    const agreed = { confirm: number.slice(-4), key, signal };
    return {
      ...termsOf(found, options, client.accounts),
      rehearse: async () => {
        const result = await client.rehearseRelease(found, agreed);
        return result && { document: doneRecord(result) };
      },
      carryOut: async () => {
        terminal.progress(`Releasing ${number} …`);
        return { document: doneRecord(await client.release(found, agreed)) };
      },
    };
  },
  text: ({ lease: { number, state, endsAt }, already, operation }, style) => {
    const by = operation === null ? "" : `, by operation ${operation}`;
    return state === "releasing"
      ? `${style.good(already ? `Already releasing${by}.` : "Releasing.")} ${number} is ${endsAt === null ? "still held" : `held until ${dayWords(endsAt)}`}.`
      : `${style.good(already ? `Already released${by}.` : "Released.")} ${number} is not held any more.`;
  },
  remarks: doneRemarks,
});

/**
 * The lease of a number; where no account holds it, or none says so, what has become of its release.
 * @throws {LeaseError} `not-leased`, and what the accounts could not be asked for.
 */
async function heldOrReleased(
  opened: OpenClient,
  sought: Sought & { readonly key: string | undefined },
  context: Context,
): Promise<Lease | OperationResult> {
  try {
    return await leaseToGiveUp(opened, sought.number, context.signal);
  } catch (error) {
    const isNotHeld = LeaseError.isInstance(error) && error.failure.kind === "not-leased";
    for (const { id: account } of opened.client.accounts) {
      const request = { ...sought, kind: "release", account } as const;
      const before = await outcomeBefore(opened.client, request, context);
      // One that is done may be from before it was leased anew: an account would have to say so.
      if (before && (isNotHeld || before.kind === "unknown")) return before;
    }
    throw await unlessElsewhere(opened, sought, error);
  }
}

/** There is nothing left to ask about, nor to send: whoever has begun it. */
function alreadyReleasing(found: Lease, before: OperationResult | null): Released {
  return before?.kind === "committed"
    ? doneRecord(before)
    : { lease: leaseRecord(found), operation: null, already: true, how: "seen" };
}

function termsOf(
  held: Lease,
  { confirm }: ReleaseOptions,
  accounts: readonly ConnectedAccount[],
): Omit<Intent<Released>, "rehearse" | "carryOut"> {
  const { number, account, provider } = held;
  const at = accounts.find(({ id }) => id === account);
  return {
    plan: {
      kind: "release",
      number,
      account,
      provider,
      asks: `Releasing ${number} cannot be undone. Type its last four digits.`,
      agrees: "--yes --confirm with its last four digits",
      reserves: null,
      sends: `one request to ${at ? originOf(at.identity) : account}, which releases ${number}`,
    },
    about: (style) => leaseFacts(held, style),
    typed: number.slice(-4),
    checkFlags: () => checkDigits(number, confirm),
  };
}
