import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "#zod";
import type { Api, ApiRequest, Credentials } from "../../src/http/api.js";
import type { Transport } from "../../src/http/transport.js";
import { httpServer } from "./loopback-server.js";

export const key: Credentials = {
  secrets: ["planted-secret"],
  headers: () => Promise.resolve({ authorization: "Token planted-secret" }),
  refused: () => false,
};

export const read = {
  operation: "test.read",
  effect: "read",
  method: "GET",
  path: "/thing",
  answer: z.object({ data: z.object({ number: z.string() }) }),
  whenMissing: "rejected",
} as const satisfies ApiRequest<unknown>;

export const write = {
  ...read,
  operation: "test.write",
  effect: "write",
  method: "POST",
  body: {},
} as const;

/** A server that answers the n-th request (from 1) with the n-th of `answers`, then with the last. */
export const serverOver =
  (transport: Transport) =>
  async (...answers: ((response: ServerResponse) => void)[]) => {
    const requests: IncomingMessage[] = [];
    const { url } = await httpServer((request, response) => {
      requests.push(request);
      request
        .resume()
        .on("end", () => (answers[requests.length - 1] ?? answers.at(-1))?.(response));
    });
    const api: Api = { baseUrl: url, transport, credentials: key, readFailure: () => null };
    return { api, requests };
  };

/** Answers 200 with `text`, said to be JSON. */
export const json = (text: string) => (response: ServerResponse) =>
  response.writeHead(200, { "content-type": "application/json" }).end(text);
