import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { text as collect } from "node:stream/consumers";
import type { Sandbox } from "@leaseline/sandbox";
import { httpServer } from "../../support/loopback-server.js";
import type { Transport } from "../../../src/http/transport.js";
import { type Stage, type StageOptions, stage, stageOn } from "./stage.js";

/** A request on its way to the sandbox. */
export interface Passing {
  readonly method: string;
  /** With the query, as the sandbox sees it. */
  readonly path: string;
  readonly isWrite: boolean;
  /** Whether it asks caches to ask the provider. */
  readonly isPastCaches: boolean;
  /** The bare connection, for what no HTTP server does. */
  readonly socket: Socket;
  readonly response: ServerResponse;
  /**
   * Has the sandbox do the work. @returns its true answer, which nobody has been given yet.
   * @param instead - the path of a read to be answered in its place.
   */
  readonly forward: (instead?: string) => Promise<TrueAnswer>;
}

export interface TrueAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** What the provider asks those to wait for who ask again. */
  readonly retryAfter?: string | null;
  /** For how many seconds a cache has kept it. */
  readonly age?: number;
}

export interface Between {
  readonly url: string;
  /** How many requests to lease or to release have come by. */
  readonly writes: () => number;
}

/**
 * A server in front of the sandbox. It passes everything on, but for what `interfere` does about.
 * @param interfere - resolves to an answer to give, or to null when it has ended the exchange by itself;
 * undefined passes it on as it is.
 */
export async function between(
  sandbox: Sandbox,
  interfere: (passing: Passing) => Promise<TrueAnswer | null | undefined>,
): Promise<Between> {
  let writes = 0;
  const { url } = await httpServer((request, response) => {
    const passing = passingOf(sandbox, request, response);
    if (passing.isWrite) writes += 1;
    // The sandbox may be gone before an exchange that nobody waits for has ended.
    pass(passing, interfere).catch(() => request.socket.destroy());
  });
  return { url, writes: () => writes };
}

/** The transport, but that whatever may cost money goes to another address, or another way as well. */
export function writesTo(transport: Transport, url: string, writes = transport): Transport {
  return (request) => {
    if (!isWrite(request.method)) return transport(request);
    const { pathname, search } = new URL(request.url);
    return writes({ ...request, url: url + pathname + search });
  };
}

async function pass(
  passing: Passing,
  interfere: (passing: Passing) => Promise<TrueAnswer | null | undefined>,
): Promise<void> {
  const interfered = await interfere(passing);
  if (interfered === null) return;
  const { status, contentType, text, ...told } = interfered ?? (await passing.forward());
  if (told.retryAfter) passing.response.setHeader("retry-after", told.retryAfter);
  if (told.age !== undefined) passing.response.setHeader("age", told.age);
  passing.response.writeHead(status, { "content-type": contentType }).end(text);
}

function passingOf(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Passing {
  const { method = "GET", url: path = "/" } = request;
  const body = collect(request);
  return {
    method,
    path,
    isWrite: isWrite(method),
    isPastCaches: /no-cache|no-store/.test(request.headers["cache-control"] ?? ""),
    socket: request.socket,
    response,
    forward: async (instead) => {
      const sent = instead === undefined ? await body : "";
      const answer = await fetch(sandbox.url + (instead ?? path), {
        method: instead === undefined ? method : "GET",
        headers: {
          authorization: request.headers.authorization ?? "",
          "content-type": request.headers["content-type"] ?? "application/json",
        },
        ...(sent !== "" && { body: sent }),
      });
      return {
        status: answer.status,
        contentType: answer.headers.get("content-type") ?? "",
        text: await answer.text(),
        retryAfter: answer.headers.get("retry-after"),
      };
    },
  };
}

/** Both providers lease and release with these, and read with GET alone; tokens are asked for elsewhere. */
function isWrite(method: string): boolean {
  return method === "POST" || method === "DELETE";
}

/** Answers on the way that are for changing, with their text changed. */
export async function changing(
  options: StageOptions,
  which: (passing: Passing) => boolean,
  change: (text: string) => string,
): Promise<Stage> {
  const { sandbox } = await stage(options);
  const server = await between(sandbox, async (passing): Promise<TrueAnswer | undefined> => {
    if (!which(passing)) return undefined;
    const answer = await passing.forward();
    return { ...answer, text: change(answer.text) };
  });
  return stageOn(sandbox, { ...options, url: server.url });
}
