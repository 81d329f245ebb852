import { type Fault, specialNumbers } from "@leaseline/sandbox";
import type { Transport } from "../../src/http/transport.js";
import type { SinchClientOptions } from "../../src/providers/sinch/api.js";
import { createSinchClient } from "../../src/providers/sinch/client.js";
import { sharedSandbox } from "./shared-sandbox.js";

/** Sinch's side of a {@link sharedSandbox}, for a file of tests. */
export async function sinchStage() {
  const { control, sinch } = await sharedSandbox();
  /** Makes clients; what one is given counts for more than what all are. */
  const clients =
    (transport: Transport, all: Partial<SinchClientOptions> = {}) =>
    (one: Partial<SinchClientOptions> = {}) =>
      createSinchClient({ ...sinch, transport, ...all, ...one });
  return { control, sinch, clients, numbers: specialNumbers.sinch };
}

export const usLocal = { regionCode: "US", type: "LOCAL" } as const;

/** Neither offered nor held. */
export const nobodys = "+12025559999";

/** An error in Sinch's own form. */
export function ownError(status: number, message: string) {
  const error = { code: status, message, status: "X", details: [] };
  return { status, body: { error } } satisfies Fault;
}
