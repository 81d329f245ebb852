import { type LeaseError, badInput, toLeaseError } from "../errors/lease-error.js";

type Method = (...given: readonly unknown[]) => unknown;

/** What a caller gave that no request can be made of: it is found out before anything is sent. */
const unusable = () => badInput("arguments", "What was given to the method cannot be used.");

/** The same methods, also those in objects within, of which nothing but a {@link LeaseError} comes. */
export function guarded<Methods extends object>(methods: Methods): Methods {
  const all = Object.entries(methods).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === "function" ? guardedMethod(value as Method) : guarded(value as object),
  ]);
  // Each under its name, and taking and giving the same.
  return Object.fromEntries(all) as Methods;
}

const streams: unknown = Object.getPrototypeOf(async function* () {});

function guardedMethod(method: Method): Method {
  const isStream = Object.getPrototypeOf(method) === streams;
  if (!isStream)
    return async (...given) => {
      try {
        return await method(...given);
      } catch (error) {
        throw translated(error);
      }
    };
  return async function* (...given) {
    try {
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
