import { type E164, toE164 } from "../../src/domain/phone-number.js";

export function e164(text: string): E164 {
  const number = toE164(text);
  if (!number) throw new Error(`${text} is no number`);
  return number;
}
