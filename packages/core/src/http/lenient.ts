import * as z from "zod/mini";
import { type E164, toE164 } from "../domain/phone-number.js";

/**
 * A field that a provider may leave out, set to null, or send in a form that we do not know:
 * then it is as good as not said. Only fields that nothing depends on are read like this.
 */
export function optional<Schema extends z.ZodMiniType>(schema: Schema) {
  // eslint-disable-next-line promise/valid-params -- of zod, and not of a promise
  return z.catch(z.nullish(schema), null);
}

/** The same of a field that may not pass for not said: what has another form is read as `otherwise`. */
export function said<Schema extends z.ZodMiniType>(schema: Schema, otherwise: z.output<Schema>) {
  // eslint-disable-next-line promise/valid-params -- of zod, and not of a promise
  return z.catch(z.nullish(schema), otherwise);
}

/** A phone number as a provider sends it, checked by form alone. */
export const e164 = z.pipe(
  z.string(),
  z.transform((text: string, context): E164 => {
    const number = toE164(text);
    if (number) return number;
    context.issues.push({ code: "custom", message: "E.164 expected", input: text });
    return z.NEVER;
  }),
);
