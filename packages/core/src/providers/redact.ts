import { redact as redactText } from "../http/redact.js";
import { providers } from "./all.js";

const keyForms = providers.flatMap(({ keys }) => keys.flatMap(({ form }) => form ?? []));

/**
 * Makes text from outside fit to be shown, logged or stored: credentials of every provider and the digits of phone
 * numbers are masked, control and direction characters removed, and the length is limited, to 300 when left out.
 */
export function redact(text: string, maxLength?: number): string {
  return redactText(text, maxLength, keyForms);
}
