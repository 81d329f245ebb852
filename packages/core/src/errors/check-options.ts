import { badInput } from "./lease-error.js";

/** Every option that there is, and what it has to be: a kind of value, or one of some words. */
export type OptionKinds<Options> = {
  readonly [Name in keyof Required<Options>]: "text" | "number" | "function" | readonly string[];
};

/** @throws {LeaseError} `bad-input`. */
export function requireObject(given: unknown, field: string, reason: string): void {
  if (typeof given !== "object" || given === null) throw badInput(field, reason);
}

/**
 * Refuses options that nobody reads: with a misspelt address, a key would go to the real one.
 * @param others - what else was given, and is not read either.
 * @throws {LeaseError} `bad-input`.
 */
export function checkOptions<Options extends object>(
  given: Options,
  kinds: OptionKinds<Options>,
  others: ArrayLike<unknown> = [],
): void {
  requireObject(given, "options", "The options have to be an object.");
  refuseOthers(others);
  refuseUnknown(given, Object.keys(kinds));
  const known = new Map<string, OptionKinds<Options>[keyof Options]>(Object.entries(kinds));
  for (const [name, value] of Object.entries(given)) {
    const kind = known.get(name);
    if (value === undefined || kind === undefined) continue;
    if (typeof kind !== "string") {
      if (!kind.includes(value))
        throw badInput(name, `The ${name} has to be ${kind.join(" or ")}.`);
    } else if (typeof value !== (kind === "text" ? "string" : kind)) {
      throw badInput(name, `The ${name} has to be a ${kind}.`);
    }
  }
}

/** @param given - the arguments of a function that reads so many. @throws {LeaseError} `bad-input` for any other. */
export function refuseOthers(given: ArrayLike<unknown>, read = 1): void {
  if (given.length > read)
    throw badInput("options", `There is no argument ${read + 1}: what is given there is not read.`);
}

/** @throws {LeaseError} `bad-input` for a name that nobody reads: misspelt, it may be a limit, or a protection. */
export function refuseUnknown(given: object, known: readonly string[]): void {
  for (const [name, value] of Object.entries(given))
    if (value !== undefined && !known.includes(name))
      throw badInput(name, `There is no option “${name}”, only ${known.join(", ")}.`);
}
