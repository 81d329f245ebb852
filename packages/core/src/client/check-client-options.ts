import type { Price } from "../domain/price.js";
import { LeaseError, badInput } from "../errors/lease-error.js";
import { refuseOthers, refuseUnknown } from "../errors/check-options.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import { distinctAccounts } from "./distinct-accounts.js";
import {
  type IsUsable,
  exactly,
  isCount,
  isFunction,
  isObject,
  isText,
  listOf,
  must,
  oneOf,
  orNone,
  orNull,
  shaped,
  word,
} from "./checks.js";
import type { LeaseClientOptions } from "./client-options.js";

/**
 * An option that is not understood must not be ignored: it may be a limit.
 * @param others - further arguments, which nobody reads.
 * @throws {LeaseError} `bad-input`
 */
export function checkClientOptions(options: LeaseClientOptions, others: ArrayLike<unknown>): void {
  if (!isObject(options)) throw badInput("options", "A lease client needs accounts and a ledger.");
  refuseOthers(others);
  refuseUnknown(options, Object.keys(understood));
  for (const [name, isUsable] of Object.entries(understood))
    // `name` is a key of the options.
    must(name, isUsable)(options[name as keyof LeaseClientOptions]);
  checkAccounts(options.accounts);
}

/** @throws {LeaseError} `bad-input` for a key that names nothing. */
export function checkKey(key: string | undefined): void {
  if (key !== undefined && !(isKept(key) && key.trim() !== "" && key.length <= 200))
    throw badInput("key", "A key is a text of 1 to 200 characters.");
}

/** Whether every ledger returns it unchanged: files replace half of a surrogate pair, and databases refuse U+0000. */
function isKept(text: unknown): text is string {
  return isText(text) && !/[\0\p{Cs}]/u.test(text);
}

/** Short enough, too, to be found whole in a damaged file: SQLite continues a long text on another page. */
function isName(text: unknown): boolean {
  return isKept(text) && text.length <= 400;
}

/** @throws {LeaseError} `bad-input` for what is no price, or says no recurring one. */
export function checkPrice(price: unknown): void {
  if (!isRecurringPrice(price))
    throw badInput("price", "A price needs an amount that is paid again and again.");
}

export function isRecurringPrice(price: unknown): boolean {
  return isPrice(price) && (price as Price).recurring !== null;
}

/** As exact as money is reckoned with. */
const isMoney = shaped({
  amount: word(/^[0-9]+(\.[0-9]{1,9})?$/),
  currency: word(/^[A-Z]{3}$/),
});

/** Whether it has the form of one, however little it says. */
export const isPrice = shaped({
  setup: orNull(isMoney),
  recurring: orNull(isMoney),
  intervalMonths: orNull(isCount),
});

const isTime: IsUsable = (value) => typeof value === "number" && value >= 0;

const understood: Readonly<Record<keyof LeaseClientOptions, IsUsable>> = {
  accounts: listOf(shaped({ search: isFunction, account: isName })),
  unconnected: orNone(listOf(isKept)),
  ledger: shaped({ claim: isFunction }),
  caps: orNone(listOf(exactly({ kind: oneOf("monthly", "per-lease"), limit: isMoney }))),
  clock: orNone(shaped({ sleep: isFunction, monotonicMs: isFunction })),
  timing: orNone(
    exactly({
      onItsWayMs: isTime,
      afterDeathMs: isTime,
      lagMs: orNone(isTime),
      looksAfterMs: listOf(isTime),
      answersWithinMs: orNone(isTime),
      provingLooks: isTime,
    }),
  ),
};

/** @throws {LeaseError} `bad-input` for two of one name, and for one account under two names. */
function checkAccounts(accounts: readonly ProviderAccount[]): void {
  if (new Set(accounts.map(({ account }) => account)).size !== accounts.length)
    throw badInput("accounts", "Two accounts have the same id.");
  for (const failure of distinctAccounts(accounts).refused.values()) throw new LeaseError(failure);
}
