import { describe, expect, it } from "vitest";
import { failureOf } from "../../test/support/failure.js";
import { LeaseError } from "../errors/lease-error.js";
import { createContiguityClient } from "../providers/contiguity/client.js";
import { createSinchClient } from "../providers/sinch/client.js";
import type { Transport } from "./transport.js";

const odd: readonly unknown[] = [
  undefined,
  null,
  "",
  42,
  Number.NaN,
  true,
  [],
  {},
  () => {},
  Symbol("x"),
  1n,
];

/** Every method, by its whole name. */
function methodsOf(
  client: object,
  within = "",
): readonly [string, (...given: unknown[]) => unknown][] {
  return Object.entries(client).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "function"
      ? [[within + name, value as (...given: unknown[]) => unknown]]
      : methodsOf(value as object, `${within}${name}.`),
  );
}

const transport: Transport = async () => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: new TextEncoder().encode('{"access_token":"t","expires_in":3600}'),
});

const methods = [
  ...methodsOf(createContiguityClient({ apiKey: "contiguity_sk_x", transport }), "contiguity."),
  ...methodsOf(
    createSinchClient({ projectId: "p", keyId: "k", keySecret: "s", transport }),
    "sinch.",
  ),
];

async function outcome(method: (...given: unknown[]) => unknown, given: readonly unknown[]) {
  try {
    const answer = method(...given);
    if (typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer)
      for await (const _one of answer as AsyncIterable<unknown>);
    else await answer;
    return null;
  } catch (error) {
    return error;
  }
}

describe("a client of a provider that is given what it cannot use", () => {
  it("calls options of null bad input", async () => {
    const { lease } = createContiguityClient({ apiKey: "contiguity_sk_x", transport });
    for (const method of ["get", "create", "terminate"] as const)
      expect(await failureOf(lease[method]("+13055550100", null as never))).toMatchObject({
        kind: "bad-input",
      });
  });

  it("has methods", () => expect(methods.length).toBeGreaterThan(25));

  it.each(methods)(
    "throws nothing but its own error, and calls it no defect: %s",
    async (_name, method) => {
      const number = "+13055550100";
      for (const one of odd)
        for (const given of [[one], [number, one], [number, {}, one], [one, one, one]]) {
          const error = await outcome(method, given);
          if (error === null) continue;
          expect(error).toBeInstanceOf(LeaseError);
          expect(error).not.toMatchObject({ failure: { kind: "defect" } });
        }
    },
  );
});
