import { phrase } from "../domain/translate.js";
import { badInput, toLeaseError } from "../errors/lease-error.js";

/** What every method of a client goes through: nothing but a {@link LeaseError} comes out of it. */
export interface Guard {
  readonly call: <Given extends readonly unknown[], Result>(
    method: (...given: Given) => Promise<Result>,
  ) => (...given: Given) => Promise<Result>;
  readonly stream: <Given extends readonly unknown[], Item>(
    method: (...given: Given) => AsyncIterable<Item>,
  ) => (...given: Given) => AsyncIterable<Item>;
}

/** @param closing - once it is aborted nothing is begun any more. */
export function createGuard(closing: AbortSignal): Guard {
  const checkOpen = () => {
    if (closing.aborted) throw badInput("client", phrase("The client has been closed."));
  };
  return {
    call:
      (method) =>
      async (...given) => {
        try {
          checkOpen();
          return await method(...given);
        } catch (error) {
          throw toLeaseError(error);
        }
      },
    stream:
      (method) =>
      (...given) => {
        try {
          checkOpen();
          return guardedItems(method(...given));
        } catch (error) {
          throw toLeaseError(error);
        }
      },
  };
}

async function* guardedItems<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void> {
  try {
    yield* items;
  } catch (error) {
    throw toLeaseError(error);
  }
}
