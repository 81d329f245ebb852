import { type Money, toMoney } from "./money.js";

/** Reads an amount as a person types it, such as `2.00 USD`. @returns null when it is none. */
export function readMoney(typed: string): Money | null {
  const [amount = "", currency = "", ...rest] = typed.trim().split(/\s+/);
  return rest.length === 0 ? toMoney(amount, currency) : null;
}
