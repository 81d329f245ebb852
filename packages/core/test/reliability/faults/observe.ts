import { expect, it } from "vitest";
import type { Transport } from "../../../src/http/transport.js";
import { transports } from "../../support/transports.js";
import { type Fault, matrix } from "./matrix.js";
import type { ProviderName, StageOptions } from "./stage.js";

/** Declares the test of one fault: `observe` has to come to the class that the matrix has for it. */
export function fault(name: Fault, observe: () => Promise<string>): void {
  it(name, async () => expect(await observe()).toBe(matrix[name]));
}

/** What is observed over every transport; where they differ, each with its name. */
export async function overEach(
  observe: (transport: Transport, name: string) => Promise<string>,
): Promise<string> {
  const observed = await Promise.all(
    transports.map(async ({ name, transport }) => [name, await observe(transport, name)] as const),
  );
  return new Set(observed.map(([, one]) => one)).size === 1
    ? (observed[0]?.[1] ?? "")
    : listed(observed);
}

/** Several cases of one fault, each with its name and what is observed of it. */
export async function cases(
  ...all: readonly (readonly [string, () => Promise<string>])[]
): Promise<string> {
  return listed(
    await Promise.all(all.map(async ([name, observe]) => [name, await observe()] as const)),
  );
}

/** The class that is observed of every one of the values. */
export async function ofAll<Value>(
  values: readonly Value[],
  observe: (value: Value) => Promise<string>,
): Promise<string> {
  const observed = [...new Set(await Promise.all(values.map(observe)))];
  return observed.join(" or ");
}

/** Both providers, over both transports. */
export function everywhere(
  observe: (options: StageOptions & { readonly at: ProviderName }) => Promise<string>,
  providers: readonly ProviderName[] = ["contiguity", "sinch"],
): Promise<string> {
  return overEach((transport) => ofAll(providers, (at) => observe({ transport, at })));
}

function listed(observed: readonly (readonly [string, string])[]): string {
  return observed.map(([name, one]) => `${name} ${one}`).join(", ");
}
