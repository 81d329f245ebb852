import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Sandbox } from "@leaseline/sandbox";

/** Stands before the sandbox's Contiguity, which knows one key, and lets in whoever has one of several. */
export interface KeyRelay {
  readonly address: string;
  /** Where requests go. */
  to(sandbox: Sandbox): void;
  /** The key of each request so far, oldest first. */
  readonly sent: readonly string[];
  readonly close: () => void;
}

export async function keyRelay(keys: readonly string[]): Promise<KeyRelay> {
  const sent: string[] = [];
  let before: Sandbox["contiguity"] | null = null;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const key = (request.headers.authorization ?? "").replace(/^Token /, "");
    sent.push(key);
    if (!before || !keys.includes(key)) return void response.writeHead(401).end();
    const { method = "", url } = request;
    const body = await text(request);
    const answered = await fetch(`${before.baseUrl}${url}`, {
      method,
      headers: { authorization: `Token ${before.apiKey}`, "content-type": "application/json" },
      ...(method !== "GET" && { body }),
    });
    response.writeHead(answered.status, { "content-type": "application/json" });
    response.end(await answered.text());
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    to: ({ contiguity }) => {
      before = contiguity;
    },
    sent,
    close: () => server.close(),
  };
}
