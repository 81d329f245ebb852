import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as z from "#zod";
import type { E164 } from "../domain/phone-number.js";
import { checkOptions } from "../errors/check-options.js";
import { e164 } from "../http/lenient.js";
import type { Entry } from "./example-provider.js";

/** The server of the example provider, on this machine, with one number to lease. */
export interface ExampleServer {
  /** What the variables of {@link exampleProvider} have to be for an account there. */
  readonly environment: Readonly<Record<string, string>>;
  /** The one number that it has, offered or held. */
  readonly number: E164;
  /** Whether the number is leased. */
  readonly held: () => boolean;
  /** How many requests to lease have arrived, and how many of them are charged for. */
  readonly purchases: () => { readonly received: number; readonly charged: number };
  /** Carries out the next lease, and ends the connection in the place of an answer. */
  readonly loseNextAnswer: () => void;
  /** What reads are answered with from now on: the truth, nothing that can be understood, or how it was before. */
  readonly reads: (are: "true" | "unclear" | "stale") => void;
  /** Stops listening, and drops its connections. */
  readonly close: () => void;
}

/** Starts it on a free port. @param options - `repeatPurchase` is what a second purchase of the number does while it is held. */
export async function startExampleServer(
  options: { readonly repeatPurchase?: "same" | "refused" } = {},
): Promise<ExampleServer> {
  checkOptions(options, { repeatPurchase: ["same", "refused"] }, arguments);
  const { repeatPurchase = "refused" } = options;
  const token = "ex-0123456789";
  const number = z.parse(e164, "+12025550107");
  let held = false;
  let isLost = false;
  let reads: "true" | "unclear" | "stale" = "true";
  let before = held;
  const count = { received: 0, charged: 0 };
  const shown = (isHeld: boolean): Entry => ({ number, held: isHeld, monthly: "1.50" });

  const lease = (): number => {
    count.received += 1;
    if (held) return repeatPurchase === "same" ? 200 : 409;
    count.charged += 1;
    held = true;
    return 200;
  };
  const answer = (method: string): { readonly status: number; readonly body: unknown } => {
    if (method === "GET")
      return {
        status: 200,
        body: reads === "unclear" ? null : { numbers: [shown(reads === "stale" ? before : held)] },
      };
    const status = method === "POST" ? lease() : 200;
    if (method === "DELETE") held = false;
    return { status, body: status === 200 ? shown(held) : {} };
  };

  const server = createServer(({ headers, method = "GET" }, response) => {
    const isKnown = headers.authorization === `Bearer ${token}`;
    const { status, body } = isKnown ? answer(method) : { status: 401, body: {} };
    if (isLost && method === "POST") {
      isLost = false;
      response.socket?.destroy();
      return;
    }
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  // A server that listens on a port has an address of that kind.
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      EXAMPLE_CUSTOMER: "c-1",
      EXAMPLE_TOKEN: token,
      LEASELINE_EXAMPLE_URL: `http://127.0.0.1:${port}`,
    },
    number,
    held: () => held,
    purchases: () => ({ ...count }),
    loseNextAnswer: () => {
      isLost = true;
      before = held;
    },
    reads: (are) => (reads = are),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
