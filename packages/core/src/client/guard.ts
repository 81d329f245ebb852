import { phrase } from "../domain/translate.js";
import { badInput, toLeaseError } from "../errors/lease-error.js";
import { refuseOthers } from "../errors/check-options.js";
import type { Check } from "./checks.js";
import { ownCopy } from "./own-copy.js";

/**
 * What every method of a client goes through: nothing but a {@link LeaseError} comes out of it, and nothing goes in
 * that it cannot use.
 */
export interface Guard {
  readonly call: <Given extends readonly unknown[], Result>(
    checks: NoInfer<Checks<Given>>,
    method: (...given: Given) => Promise<Result>,
  ) => (...given: Given) => Promise<Result>;
  readonly stream: <Given extends readonly unknown[], Item>(
    checks: NoInfer<Checks<Given>>,
    method: (...given: Given) => AsyncIterable<Item>,
  ) => (...given: Given) => AsyncIterable<Item>;
  /** Also when the client is closed: it begins nothing. */
  readonly plain: <Given extends readonly unknown[], Result>(
    checks: NoInfer<Checks<Given>>,
    method: (...given: Given) => Result,
  ) => (...given: Given) => Result;
}

/** One for each argument: what has none is refused. */
type Checks<Given extends readonly unknown[]> = { readonly [At in keyof Given]-?: Check };

/** @param closing - once it is aborted nothing is begun any more. */
export function createGuard(closing: AbortSignal): Guard {
  const checkOpen = () => {
    if (closing.aborted) throw badInput("client", phrase("The client has been closed."));
  };
  const guarded =
    <Given extends readonly unknown[], Result>(
      checks: NoInfer<Checks<Given>>,
      method: (...given: Given) => Result,
    ) =>
    (...given: Given): Result => {
      try {
        refuseOthers(given, checks.length);
        // What is checked is what is used.
        const own = ownCopy(given);
        for (const [index, check] of checks.entries()) check(own[index]);
        return method(...own);
      } catch (error) {
        throw toLeaseError(error);
      }
    };
  return {
    plain: guarded,
    call: (checks, method) => {
      const checked = guarded(checks, method);
      return async (...given) => {
        try {
          checkOpen();
          return await checked(...given);
        } catch (error) {
          throw toLeaseError(error);
        }
      };
    },
    stream: (checks, method) =>
      guarded(checks, (...given) => {
        checkOpen();
        return guardedItems(method(...given));
      }),
  };
}

async function* guardedItems<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void> {
  try {
    yield* items;
  } catch (error) {
    throw toLeaseError(error);
  }
}
