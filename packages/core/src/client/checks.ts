import { toE164 } from "../domain/phone-number.js";
import { badInput } from "../errors/lease-error.js";
import { refuseUnknown } from "../errors/check-options.js";

/** Looks at what a caller gave, who may write JavaScript and so give anything. @throws {LeaseError} `bad-input` */
export type Check = (given: unknown) => void;

/**
 * Whether something that was given, which may be anything, can be used.
 * @throws {LeaseError} `bad-input` where there is more to say of it than that it cannot.
 */
export type IsUsable = (given: unknown) => boolean;

/** What an object has to hold, by name. */
export type Parts = Readonly<Record<string, IsUsable>>;

export function must(field: string, isUsable: IsUsable): Check {
  return (value) => {
    if (!isUsable(value))
      throw badInput(field, `What was given as “${field}” cannot be used. Nothing was sent.`);
  };
}

export function shaped(parts: Parts): IsUsable {
  return (value) =>
    isObject(value) &&
    Object.entries(parts).every(([name, isUsable]) => isUsable(Reflect.get(value, name)));
}

/**
 * Allows no other names: a misspelt one may be a limit.
 * @throws {LeaseError} `bad-input` that names the one that nobody reads.
 */
export function exactly(parts: Parts): IsUsable {
  const isShaped = shaped(parts);
  return (value) => {
    if (isObject(value)) refuseUnknown(value, Object.keys(parts));
    return isShaped(value);
  };
}

export function orNone(isUsable: IsUsable): IsUsable {
  return (value) => value === undefined || isUsable(value);
}

export function orNull(isUsable: IsUsable): IsUsable {
  return (value) => value === null || isUsable(value);
}

export function word(form: RegExp): IsUsable {
  return (value) => typeof value === "string" && form.test(value);
}

export function listOf(isUsable: IsUsable): IsUsable {
  return (value) => Array.isArray(value) && value.every(isUsable);
}

export function oneOf(...words: readonly unknown[]): IsUsable {
  return (value) => words.includes(value);
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** A phone number, in E.164. */
export function isNumber(value: unknown): boolean {
  return typeof value === "string" && toE164(value) !== null;
}

export function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

export function isTrueOrFalse(value: unknown): boolean {
  return typeof value === "boolean";
}

export function isFunction(value: unknown): boolean {
  return typeof value === "function";
}
