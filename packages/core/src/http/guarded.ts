import { type LeaseError, badInput, toLeaseError } from "../errors/lease-error.js";
import { refuseOthers, refuseUnknown } from "../errors/check-options.js";

type Method = (...given: readonly unknown[]) => unknown;

/** What a caller gave that no request can be made of: it is found out before anything is sent. */
const unusable = () => badInput("arguments", "What was given to the method cannot be used.");

/**
 * What each method reads, argument by argument: of an object every name, and null where it is none, or where all of
 * it is passed on. A method or an argument that is left out does not compile.
 */
export type Reads<Given> = Given extends (...given: infer All) => unknown
  ? { readonly [At in keyof Required<All>]: readonly NameOf<All[At]>[] | null }
  : { readonly [Name in keyof Given]: Reads<Given[Name]> };

type NameOf<Argument> = Argument extends object ? Extract<keyof Argument, string> : never;

/**
 * The same methods, also those in objects within, of which nothing but a {@link LeaseError} comes. What they do not
 * read is refused.
 */
export function guarded<Methods extends object>(methods: Methods, reads: Reads<Methods>): Methods {
  const all = Object.entries(methods).map(([name, value]: [string, unknown]) => {
    // Of the same form as the methods.
    const own = Reflect.get(reads, name) as never;
    return [
      name,
      typeof value === "function"
        ? guardedMethod(value as Method, own)
        : guarded(value as object, own),
    ];
  });
  // Each under its name, and taking and giving the same.
  return Object.fromEntries(all) as Methods;
}

const streams: unknown = Object.getPrototypeOf(async function* () {});

function guardedMethod(method: Method, reads: readonly (readonly string[] | null)[]): Method {
  const check = (given: readonly unknown[]) => {
    refuseOthers(given, reads.length);
    for (const [at, known] of reads.entries())
      if (known) refuseUnknown(Object(given[at] ?? {}) as object, known);
  };
  const isStream = Object.getPrototypeOf(method) === streams;
  if (!isStream)
    return async (...given) => {
      try {
        check(given);
        return await method(...given);
      } catch (error) {
        throw translated(error);
      }
    };
  return async function* (...given) {
    try {
      check(given);
      yield* method(...given) as AsyncIterable<unknown>;
    } catch (error) {
      throw translated(error);
    }
  };
}

/** No answer leads to a TypeError (see the fuzz suite), so one comes from the arguments. */
function translated(error: unknown): LeaseError {
  return error instanceof TypeError ? unusable() : toLeaseError(error);
}
