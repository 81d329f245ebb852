import * as z from "#zod";
import { type E164, toE164 } from "../domain/phone-number.js";
import type { Unread } from "../domain/unread.js";
import { recogniserOf } from "./recogniser.js";

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

/** What stands for a text in a form that is not known: it may not pass for not said, nor for another one. */
export const unreadable = "unreadable";

/** A phone number as a provider sends it, checked by form alone. */
export const e164 = z.pipe(
  z.string(),
  z.custom<E164, string>((text) => toE164(text) !== null),
);

/** What could be read of a list. `unread` is no element, and is not shown where the list is printed. */
export type ReadList<Item> = Item[] & { readonly unread: readonly Unread[] };

export function asRead<Item>(items: Item[], unread: readonly Unread[]): ReadList<Item> {
  return Object.defineProperty(items, "unread", { value: unread }) as ReadList<Item>;
}

/** From so many on, it pays to compile what tells that an element is as it should be. */
const manyElements = 100;

/** More than fit into the largest answer that is read, if each has the fields that it needs. */
const tooMany = 200_000;

/**
 * A list whose elements are read one by one, so that an odd one hides no other. One that is too long to be true is
 * refused.
 * @param name - the field that holds the number.
 */
export function elements<Schema extends z.ZodMiniType>(element: Schema, name: string) {
  return z.pipe(
    z.array(z.unknown()),
    z.transform((all: unknown[]): ReadList<z.output<Schema>> => {
      if (all.length > tooMany) throw new RangeError("more elements than can say anything");
      const unread: Unread[] = [];
      const fits = all.length < manyElements ? null : recogniserOf(element);
      const items: z.output<Schema>[] = [];
      for (const one of all) {
        const read = fits?.(one)
          ? // It has been read as one.
            { success: true as const, data: one as z.output<Schema> }
          : z.safeParse(element, one);
        if (read.success) items.push(read.data);
        else unread.push({ text: numberIn(one, name), reason: describeIssue(read.error) });
      }
      return asRead(items, unread);
    }),
  );
}

/** What seems to be its number: null where nothing in it tells, or several things do. */
function numberIn(element: unknown, name: string): string | null {
  // Wherever it stands: a provider may number its elements otherwise one day.
  const whole = new Set(JSON.stringify(element)?.match(/(?<=")\+[0-9]{2,15}(?=")/g));
  if (whole.size > 0) return whole.size === 1 ? ([...whole][0] ?? null) : null;
  const text =
    typeof element === "object" && element !== null
      ? String(Object.getOwnPropertyDescriptor(element, name)?.value)
      : "";
  return /^\+?[0-9]{2,20}$/.test(text) ? text : null;
}

/** Why a schema refuses a value: the path and what was expected, never what was there. */
export function describeIssue({ issues: [issue] }: z.core.$ZodError): string {
  const expected = issue?.code === "invalid_type" ? `${issue.expected} expected` : "not understood";
  return `${issue?.path.join(".") || "answer"}: ${expected}`;
}
