import { redact } from "./redact.js";

/**
 * What a transport threw, without what it may hold of the exchange: a parser's error, for one, carries
 * the bytes that it could not parse. Names, codes and redacted messages stay.
 */
export function harmlessCause(error: unknown, depth = 0): Error {
  if (!(error instanceof Error)) return new Error("something that is no error was thrown");
  const { name, message, cause } = error;
  const inner =
    cause === undefined || depth === 4 ? {} : { cause: harmlessCause(cause, depth + 1) };
  const copy =
    error instanceof AggregateError
      ? new AggregateError(
          error.errors.slice(0, 10).map((one) => harmlessCause(one, depth + 1)),
          redact(message),
          inner,
        )
      : new Error(redact(message), inner);
  copy.name = redact(name);
  return Object.assign(copy, codeOf(error));
}

function codeOf(error: Error): { readonly code?: string } {
  return "code" in error && typeof error.code === "string" ? { code: redact(error.code) } : {};
}
