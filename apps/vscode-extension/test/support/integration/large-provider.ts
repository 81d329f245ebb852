import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A Contiguity of accounts that hold and are offered thousands of numbers each. */
export interface LargeProvider {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Its answers are put into bytes beforehand, so that giving them takes no time of the process that is measured.
 * @param held - how many numbers the account holds whose key is `holder`; every other one holds none.
 * @param offered - how many each account is offered, other ones for each.
 */
export async function startLargeProvider(
  keys: readonly string[],
  { held, offered }: { readonly held: number; readonly offered: number },
): Promise<LargeProvider> {
  const answers = new Map<string, Buffer>();
  for (const [index, key] of keys.entries()) {
    const area = 201 + index;
    answers.set(`${key} /numbers/leases`, Buffer.from(listOf(offered, `${area}2`, "available")));
  }
  answers.set("holder /numbers/leased", Buffer.from(listOf(held, "9072", "leased")));
  const none = Buffer.from(envelope("error", { error: "No leased numbers found.", status: 404 }));

  const server = createServer(({ method, url, headers }, response) => {
    const key = headers.authorization?.replace("Token ", "") ?? "";
    const path = url?.split("?")[0] ?? "";
    const answer = method === "GET" ? answers.get(`${key} ${path}`) : undefined;
    response.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
    response.end(answer ?? none);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * An answer of Contiguity's: so many numbers that begin with these digits.
 * @param leftOut - what is not told of them, so that more fit into what a client takes.
 */
export function listOf(
  count: number,
  prefix: string,
  status: "available" | "leased",
  leftOut: readonly string[] = [],
): string {
  const numbers = Array.from({ length: count }, (_, index) => numberOf(index, prefix, status));
  return envelope("response", { [status]: count, numbers }, leftOut);
}

function numberOf(index: number, prefix: string, status: string): object {
  const number = `+1${prefix}${String(index).padStart(10 - prefix.length, "0")}`;
  return {
    id: number,
    status,
    number: { e164: number, formatted: number },
    location: { country: "US", region: "FL", city: index % 2 ? "Miami" : "Tampa" },
    carrier: ["T-Mobile", "AT&T", "Verizon"][index % 3],
    capabilities: { intl_sms: false, channels: index % 4 ? ["sms"] : ["sms", "mms"] },
    health: { reputation: 0.9, previous_owners: index % 5 },
    data: { requirements: [], e911_capable: true },
    created_at: 1_700_000_000 + index,
    pricing: { currency: "USD", upfront_fee: 2.99, monthly_rate: 4.99 + (index % 3) },
    ...(status === "leased" && {
      lease_id: `lease_${index}`,
      lease_status: "active",
      billing: { method: "monthly", period: { start: 1_700_000_000, end: null } },
    }),
  };
}

function envelope(
  object: "response" | "error",
  data: object,
  leftOut: readonly string[] = [],
): string {
  const id = `${object === "response" ? "req" : "err"}_large0001`;
  const answer = { id, timestamp: 1, api_version: "v2026.8.2", object, data };
  return JSON.stringify(answer, (name, value) => (leftOut.includes(name) ? undefined : value));
}
