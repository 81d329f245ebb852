import type { Price } from "../domain/price.js";
import { LeaseError, badInput } from "../errors/lease-error.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import { distinctAccounts } from "./distinct-accounts.js";
import type { LeaseClientOptions } from "./lease-client.js";

/** What is not understood must not be dropped in silence: it may be a limit. @throws {LeaseError} `bad-input` */
export function checkOptions(options: LeaseClientOptions): void {
  const given: unknown = options;
  if (typeof given !== "object" || given === null)
    throw badInput("options", "A lease client needs accounts and a ledger.");
  for (const name of Object.keys(given))
    if (!Object.hasOwn(understood, name))
      throw badInput(name, `A lease client has no option “${name}”.`);
  for (const [name, isUsable] of Object.entries(understood)) {
    // One of its own names.
    const value = options[name as keyof LeaseClientOptions];
    if (!isUsable(value)) throw badInput(name, `The option “${name}” cannot be used.`);
  }
  checkAccounts(options.accounts);
}

/** @throws {LeaseError} `bad-input` for a key that names nothing. */
export function checkKey(key: string | undefined): void {
  const isUsable = (text: string) => text.trim() !== "" && text.length <= 200 && isKept(text);
  if (key !== undefined && !(typeof key === "string" && isUsable(key)))
    throw badInput("key", "A key is a text of 1 to 200 characters.");
}

/** Whether every ledger gives it back as it was: of half a character files make another one, and databases take no zero. */
function isKept(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

/** @throws {LeaseError} `bad-input` for what is no price, or says no recurring one. */
export function checkPrice(price: unknown): void {
  if (!isRecurringPrice(price))
    throw badInput("price", "A price needs an amount that is paid again and again.");
}

export function isRecurringPrice(price: unknown): boolean {
  return isPrice(price) && (price as Price).recurring !== null;
}

/** Whether it has the form of one, however little it says. */
export function isPrice(price: unknown): boolean {
  const { setup, recurring, intervalMonths } = Object(price) as Record<keyof Price, unknown>;
  return (
    (setup === null || isMoney(setup)) &&
    (recurring === null || isMoney(recurring)) &&
    (intervalMonths === null || (Number.isInteger(intervalMonths) && Number(intervalMonths) > 0))
  );
}

const understood: Readonly<Record<keyof LeaseClientOptions, (value: unknown) => boolean>> = {
  accounts: (value) =>
    Array.isArray(value) &&
    value.every(
      (one) => has(one, "search") && typeof one.account === "string" && isKept(one.account),
    ),
  unconnected: (value) =>
    value === undefined ||
    (Array.isArray(value) && value.every((one) => typeof one === "string" && isKept(one))),
  ledger: (value) => has(value, "claim"),
  caps: (value) => value === undefined || (Array.isArray(value) && value.every(isCap)),
  clock: (value) => value === undefined || (has(value, "sleep") && has(value, "monotonicMs")),
  timing: (value) => value === undefined || isTiming(value),
};

/** @throws {LeaseError} `bad-input` for two of one name, and for one account under two names. */
function checkAccounts(accounts: readonly ProviderAccount[]): void {
  if (new Set(accounts.map(({ account }) => account)).size !== accounts.length)
    throw badInput("accounts", "Two accounts have the same id.");
  for (const failure of distinctAccounts(accounts).refused.values()) throw new LeaseError(failure);
}

function isCap(value: unknown): boolean {
  const { kind, limit } = Object(value) as { readonly kind?: unknown; readonly limit?: unknown };
  return (kind === "monthly" || kind === "per-lease") && isMoney(limit);
}

function isMoney(value: unknown): boolean {
  const { amount, currency } = Object(value) as Record<"amount" | "currency", unknown>;
  return (
    typeof amount === "string" &&
    /^[0-9]+(\.[0-9]+)?$/.test(amount) &&
    typeof currency === "string" &&
    /^[A-Z]{3}$/.test(currency)
  );
}

function isTiming(value: unknown): boolean {
  const { looksAfterMs, ...times } = Object(value) as Record<string, unknown>;
  return (
    Array.isArray(looksAfterMs) &&
    [...looksAfterMs, ...Object.values(times)].every(
      (one) => one === undefined || (typeof one === "number" && one >= 0),
    ) &&
    ["onItsWayMs", "afterDeathMs", "provingLooks"].every((name) => name in times)
  );
}

function has(value: unknown, method: string): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Record<string, unknown>)[method] === "function"
  );
}
