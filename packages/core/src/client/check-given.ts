import { toE164 } from "../domain/phone-number.js";
import { badInput } from "../errors/lease-error.js";
import { isPrice, isRecurringPrice } from "./check-options.js";

/** Looks at what a caller gave, who may write JavaScript and so give anything. @throws {LeaseError} `bad-input` */
export type Check = (given: unknown) => void;

type IsUsable = (given: unknown) => boolean;

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
      isProtected: orNone((is) => typeof is === "boolean"),
    }),
  ),
  listener: must("listener", (listener) => typeof listener === "function"),
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
        unknownPrice: orNone((is) => typeof is === "boolean" || isRecurringPrice(is)),
      }),
    ),
  ),
  abandoning: must(
    "options",
    orNone(shaped({ withoutKeys: orNone((is) => typeof is === "boolean") })),
  ),
  releasing: must("options", shaped({ confirm: isText, signal: orNone(isSignal) })),
} satisfies Record<string, Check>;

function must(field: string, isUsable: IsUsable): Check {
  return (value) => {
    if (!isUsable(value))
      throw badInput(field, `What was given as “${field}” cannot be used. Nothing was sent.`);
  };
}

function shaped(parts: Readonly<Record<string, IsUsable>>): IsUsable {
  return (value) =>
    isObject(value) &&
    Object.entries(parts).every(([name, isUsable]) => isUsable(Reflect.get(value, name)));
}

function orNone(isUsable: IsUsable): IsUsable {
  return (value) => value === undefined || isUsable(value);
}

function orNull(isUsable: IsUsable): IsUsable {
  return (value) => value === null || isUsable(value);
}

function word(form: RegExp): IsUsable {
  return (value) => typeof value === "string" && form.test(value);
}

function listOf(isUsable: IsUsable): IsUsable {
  return (value) => Array.isArray(value) && value.every(isUsable);
}

function oneOf(...words: readonly unknown[]): IsUsable {
  return (value) => words.includes(value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isNumber(value: unknown): boolean {
  return typeof value === "string" && toE164(value) !== null;
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0;
}

function isSignal(value: unknown): boolean {
  return isObject(value) && "aborted" in value && "addEventListener" in value;
}
