import { type E164, readPhoneNumber } from "@leaseline/core";
import { usage } from "./command-error.js";

/** A number as it was typed, digit for digit. @throws {CommandError} `usage`. */
export function typedNumber(text: string): E164 {
  const read = readPhoneNumber(text);
  switch (read.kind) {
    case "number":
      return read.number;
    case "changed":
      throw usage(`“${text}” is not written as it is dialled from abroad. Write ${read.number}.`);
    case "needs-country":
      throw usage(`“${text}” has no country code. Write it with one, such as +13055550100.`);
    case "refused":
      throw usage(`“${text}” was not understood. ${read.reason}`);
  }
}
