import { isPrice, isRecurringPrice } from "./check-options.js";
import {
  type Check,
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

/** What the methods of a client are given. */
export const given = {
  account: must("account", isText),
  number: must("number", isNumber),
  operationId: must("operation", isText),
  operation: must("operation", shaped({ kind: isText, state: isText, id: isText })),
  query: must(
    "query",
    shaped({
      country: isText,
      type: orNone(word(/^(mobile|local|toll-free|x-.+)$/)),
      features: orNone(listOf(word(/^(sms|mms|voice|rcs|imessage|whatsapp|x-.+)$/))),
      digits: orNone(isText),
      position: orNone(oneOf("start", "contains", "end")),
      // What number it has to be is said in a sentence of its own, as of the digits and the country.
      limit: orNone((limit) => typeof limit === "number"),
      accounts: orNone(listOf(isText)),
    }),
  ),
  wanted: must(
    "wanted",
    shaped({ kind: oneOf("lease", "release"), account: isText, number: isNumber }),
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
  /** It is written down as it is given. */
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
      shaped({
        states: orNone(listOf(isText)),
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
    shaped({
      label: orNone(orNull(isText)),
      isProtected: orNone(isTrueOrFalse),
    }),
  ),
  listener: must("listener", isFunction),
  reading: must("options", orNone(shaped({ signal: orNone(isSignal) }))),
  leasing: must(
    "options",
    orNone(
      shaped({
        signal: orNone(isSignal),
        connect: orNone(
          (connect) => isObject(connect) && Object.values(connect).every(orNone(isText)),
        ),
        // Consent is not what merely looks like it.
        unknownPrice: orNone((is) => isTrueOrFalse(is) || isRecurringPrice(is)),
      }),
    ),
  ),
  abandoning: must("options", orNone(shaped({ withoutKeys: orNone(isTrueOrFalse) }))),
  releasing: must("options", shaped({ confirm: isText, signal: orNone(isSignal) })),
} satisfies Record<string, Check>;

function isSignal(value: unknown): boolean {
  return isObject(value) && "aborted" in value && "addEventListener" in value;
}
