import { type E164, parsePhoneNumber, toE164 } from "@leaseline/core";
import { CommandError } from "./command-error.js";

/** A number as it was typed. One that numbering plans do not know may be leased all the same. @throws {CommandError} `usage`. */
export function typedNumber(text: string): E164 {
  const number = parsePhoneNumber(text) ?? toE164(text);
  if (number) return number;
  throw new CommandError({
    kind: "usage",
    reason: `“${text}” is no phone number. Write it with its country code, such as +13055550100.`,
  });
}
