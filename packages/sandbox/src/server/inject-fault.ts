import { once } from "node:events";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Fault } from "../control/fault.js";
import { changeJson } from "./change-json.js";
import type { Ending } from "../state/request-log.js";

/** What goes out instead of the true answer. */
export type FaultyAnswer = {
  readonly response: Response;
  readonly status: number | null;
  readonly ended: Ending;
};

/** Whether the work is done before the fault shows. */
export function commitsFirst(fault: Fault): boolean {
  if ("reset" in fault) return fault.reset === "after";
  if ("halfBody" in fault || "dripMs" in fault || "change" in fault) return true;
  if ("contentType" in fault && !("status" in fault)) return true;
  return fault.after === true;
}

/**
 * Makes the fault happen on the wire.
 * @param trueAnswer - given when the work is done; faults that commit first always have it.
 * @returns undefined when the fault was only a wait.
 */
export async function injectFault(
  fault: Fault,
  { incoming, outgoing }: HttpBindings,
  trueAnswer: Response = new Response(null),
): Promise<FaultyAnswer | undefined> {
  const { socket } = incoming;
  if ("status" in fault) return answered(madeUp(fault));
  if ("html" in fault)
    return answered(
      new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } }),
    );
  if ("reset" in fault) {
    socket.resetAndDestroy();
    return unanswered("reset");
  }
  if ("noAnswer" in fault) {
    await once(outgoing, "close");
    return unanswered("open");
  }
  if ("raw" in fault) {
    socket.end(fault.raw);
    return unanswered("raw");
  }
  if ("halfBody" in fault) {
    const body = await begin(trueAnswer, outgoing);
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroySoon());
    return { ...unanswered("half-body"), status: trueAnswer.status };
  }
  if ("dripMs" in fault) {
    drip(await begin(trueAnswer, outgoing), outgoing, fault.dripMs);
    return { ...unanswered("answered"), status: trueAnswer.status };
  }
  if ("change" in fault) {
    const { status, headers } = trueAnswer;
    const body = JSON.stringify(changeJson(await trueAnswer.json(), fault.change));
    return answered(new Response(body, { status, headers: withoutLength(headers) }));
  }
  if ("contentType" in fault) {
    const headers = new Headers(trueAnswer.headers);
    headers.set("content-type", fault.contentType);
    return answered(new Response(trueAnswer.body, { status: trueAnswer.status, headers }));
  }
  return undefined;
}

const page = "<!doctype html><title>Bad gateway</title><p>This page is not from the provider.</p>";

function answered(response: Response): FaultyAnswer {
  return { response, status: response.status, ended: "answered" };
}

function unanswered(ended: Ending): FaultyAnswer {
  return { response: RESPONSE_ALREADY_SENT, status: null, ended };
}

function withoutLength(headers: Headers): Headers {
  const others = new Headers(headers);
  others.delete("content-length");
  return others;
}

function madeUp(fault: Extract<Fault, { status: number }>): Response {
  const { status, body, bodyBase64, contentType = "application/json" } = fault;
  const headers = new Headers({ "content-type": contentType, ...fault.headers });
  // These statuses have no body, and Response refuses even an empty one.
  if (status === 204 || status === 205 || status === 304)
    return new Response(null, { status, headers });
  if (bodyBase64 !== undefined)
    return new Response(Buffer.from(bodyBase64, "base64"), { status, headers });
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new Response(text ?? "", { status, headers });
}

/** Sends the headers of the true answer, with its true length, and returns the body still to send. */
async function begin(answer: Response, outgoing: HttpBindings["outgoing"]): Promise<Buffer> {
  const body = Buffer.from(await answer.arrayBuffer());
  outgoing.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    "content-length": body.length,
  });
  return body;
}

function drip(body: Buffer, outgoing: HttpBindings["outgoing"], everyMs: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < body.length) outgoing.write(body.subarray(sent, (sent += 1)));
    else outgoing.end();
  }, everyMs).unref();
  outgoing.once("close", () => clearInterval(timer));
}
