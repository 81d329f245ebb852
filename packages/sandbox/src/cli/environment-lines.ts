import type { Sandbox } from "../start-sandbox.js";

/** `NAME=value` lines that point the product and the providers' own variables at the sandbox. */
export function environmentLines({ environment }: Sandbox): readonly string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${value}`);
}
