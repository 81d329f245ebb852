import { operationStates } from "../ledger/operation.js";
import { isPrice, isRecurringPrice } from "./check-client-options.js";
import {
  type Check,
  type Parts,
  exactly,
  isCount,
  isFunction,
  isNumber,
  isObject,
  isText,
  isTrueOrFalse,
  listOf,
  must,
  oneOf,
  orNone,
  orNull,
  shaped,
  word,
} from "./checks.js";

/** The last argument of a method, where all of it may be left out. */
const options = (parts: Parts) => must("options", orNone(exactly(parts)));

/** What the methods of a client are given. */
export const given = {
  account: must("account", isText),
  number: must("number", isNumber),
  operationId: must("operation", isText),
  operation: must("operation", shaped({ kind: isText, state: isText, id: isText })),
  query: must(
    "query",
    exactly({
      country: isText,
      type: orNone(word(/^(mobile|local|toll-free|x-.+)$/)),
      features: orNone(listOf(word(/^(sms|mms|voice|rcs|imessage|whatsapp|x-.+)$/))),
      digits: orNone(isText),
      position: orNone(oneOf("start", "contains", "end")),
      // Its range is checked where there is a sentence for it, like the digits and the country.
      limit: orNone((limit) => typeof limit === "number"),
      accounts: orNone(listOf(isText)),
    }),
  ),
  wanted: must(
    "wanted",
    exactly({
      kind: oneOf("lease", "release"),
      account: isText,
      number: isNumber,
      key: checkedApart,
    }),
  ),
  quote: must(
    "quote",
    shaped({
      account: isText,
      number: isNumber,
      price: orNull(isPrice),
      quotedAtMs: Number.isFinite,
    }),
  ),
  held: must("lease", shaped({ account: isText, number: isNumber })),
  /** It is written into the ledger as it is given. */
  lease: must(
    "lease",
    shaped({
      number: isNumber,
      account: isText,
      provider: isText,
      leaseId: orNull(isText),
      label: orNull(isText),
      state: isText,
      country: orNull(isText),
      type: orNull(isText),
      place: orNull(isText),
      features: listOf(isText),
      price: orNull(isPrice),
      provisioning: listOf(isObject),
      nextChargeAt: orNull(isText),
      endsAt: orNull(isText),
    }),
  ),
  filter: must(
    "filter",
    orNone(
      exactly({
        states: orNone(listOf(oneOf(...operationStates))),
        identity: orNone(orNull(isText)),
        account: orNone(isText),
        number: orNone(isNumber),
        limit: orNone(isCount),
        before: orNone(isText),
      }),
    ),
  ),
  changes: must(
    "changes",
    exactly({
      label: orNone(orNull(isText)),
      isProtected: orNone(isTrueOrFalse),
    }),
  ),
  listener: must("listener", isFunction),
  reading: options({ signal: orNone(isSignal) }),
  leasing: options({
    key: checkedApart,
    signal: orNone(isSignal),
    connect: orNone((connect) => isObject(connect) && Object.values(connect).every(orNone(isText))),
    // Only `true` or a price is consent, not whatever is truthy.
    unknownPrice: orNone((is) => isTrueOrFalse(is) || isRecurringPrice(is)),
  }),
  abandoning: options({ withoutKeys: orNone(isTrueOrFalse) }),
  releasing: must(
    "options",
    exactly({ confirm: isText, key: checkedApart, signal: orNone(isSignal) }),
  ),
} satisfies Record<string, Check>;

/** Left to a check that explains more. */
function checkedApart(): boolean {
  return true;
}

function isSignal(value: unknown): boolean {
  return isObject(value) && "aborted" in value && "addEventListener" in value;
}
