import * as z from "#zod";
import { doubtIn } from "./doubt.js";
import { parseJson } from "./parse-json.js";
import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import type { Api, ApiRequest, Headers } from "./api.js";
import { describeIssue } from "./lenient.js";
import { connectAhead, exchange, secretsOf } from "./exchange.js";
import { conceal } from "./redact.js";
import { isRequestId, requestIdOf, withRequestId } from "./request-id.js";
import { parseRetryAfter, retryReads } from "./retry-reads.js";
import { type HttpResponse, cancelled, notSent, unclear } from "./send.js";
import { type ConnectionAhead, type Effect, NotSentError } from "./transport.js";
import { untilAborted } from "../until-aborted.js";

/**
 * Carries out one operation: a read is asked again when that may help, a write is sent once.
 * @throws {LeaseError}
 */
export async function call<Answer>(
  api: Api,
  request: ApiRequest<Answer>,
  signal?: AbortSignal,
): Promise<Answer> {
  if (request.effect === "write") return (await prepare(api, request, signal))();
  const ahead = connectAhead(api, request);
  try {
    return await read(api, request, signal, ahead);
  } finally {
    ahead?.close();
  }
}

/** The same; null where the provider says, in its own form, that there is none. */
export async function find<Answer>(
  api: Api,
  request: ApiRequest<Answer>,
  signal?: AbortSignal,
): Promise<Answer | null> {
  try {
    return await call(api, request, signal);
  } catch (error) {
    const failure = error instanceof LeaseError ? error.failure : null;
    if (failure?.kind === "rejected" && failure.status === 404) return null;
    throw error;
  }
}

async function read<Answer>(
  api: Api,
  request: ApiRequest<Answer>,
  signal: AbortSignal | undefined,
  ahead: ConnectionAhead | undefined,
): Promise<Answer> {
  // Fetched once for all tries: fetching them is retried by itself, and the two must not multiply.
  let headers = await credentialHeaders(api, request, signal);
  const attempt = async (withinMs: number) => {
    let response = await exchange(api, request, { headers, withinMs, signal, ahead });
    if (response.status === 401 && api.credentials.refused(headers)) {
      headers = await credentialHeaders(api, request, signal);
      response = await exchange(api, request, { headers, withinMs, signal });
    }
    return answerOf(api, request, { response, headers });
  };
  return retryReads(attempt, { signal });
}

/**
 * Gets ready what a write needs, so that nothing is waited for between the call and its first byte.
 * @param signal - ends the getting ready. What has been prepared is sent whatever becomes of it.
 * @returns what sends it: once. @throws {LeaseError} nothing was sent.
 */
export async function prepare<Answer>(
  api: Api,
  request: ApiRequest<Answer>,
  signal?: AbortSignal,
): Promise<() => Promise<Answer>> {
  if (api.transport.readsOnly) throw new LeaseError(mayBeSentTwice);
  const ahead = connectAhead(api, request);
  let headers: Headers;
  try {
    headers = await credentialHeaders(api, request, signal);
    if (ahead) await unlessAborted(ahead.ready, request.effect, signal);
    if (signal?.aborted) throw cancelled(request.effect);
  } catch (error) {
    ahead?.close();
    throw error instanceof NotSentError ? notSent(error) : error;
  }
  return async () => {
    const withinMs = Number.POSITIVE_INFINITY;
    const response = await exchange(api, request, { headers, withinMs, signal: undefined, ahead });
    // So that the next request fetches new ones; this one is not sent again.
    if (response.status === 401) api.credentials.refused(headers);
    return answerOf(api, request, { response, headers });
  };
}

const mayBeSentTwice: LeaseFailure = {
  kind: "bad-input",
  field: "transport",
  reason: "This transport may send a request twice, so nothing that may cost money goes over it.",
};

/** A write whose credentials could not be had has not been sent, whatever became of the token's request. */
async function credentialHeaders(
  api: Api,
  { effect }: ApiRequest<unknown>,
  signal: AbortSignal | undefined,
): Promise<Headers> {
  if (signal?.aborted) throw cancelled(effect);
  try {
    return await unlessAborted(api.credentials.headers(), effect, signal);
  } catch (error) {
    if (effect === "write" && error instanceof LeaseError && error.failure.kind === "no-answer") {
      throw new LeaseError({ kind: "not-sent", reason: "no-token" }, { cause: error });
    }
    throw error;
  }
}

/** Stops the waiting and not the work, which others may be waiting for too. */
async function unlessAborted<Result>(
  work: Promise<Result>,
  effect: Effect,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const ended = await untilAborted(work, signal);
  if (ended.kind === "came") return ended.value;
  throw cancelled(effect);
}

interface Answered {
  readonly response: HttpResponse;
  readonly headers: Headers;
}

/** The answer is here: an error while reading it is not the caller's, and says nothing about what was done. */
function answerOf<Answer>(api: Api, request: ApiRequest<Answer>, answered: Answered): Answer {
  try {
    return readAnswer(api, request, answered);
  } catch (error) {
    if (LeaseError.isInstance(error)) throw error;
    const { status } = answered.response;
    throw new LeaseError(unclear(request.effect, "unexpected-form", { status }), { cause: error });
  }
}

function readAnswer<Answer>(
  api: Api,
  request: ApiRequest<Answer>,
  { response, headers }: Answered,
): Answer {
  const { status, text } = response;
  const failed = (failure: LeaseFailure, body?: unknown) => {
    const secrets = secretsOf(api, request, headers);
    const id = requestIdOf(response.headers, secrets) ?? api.requestIdIn?.(body) ?? "";
    return new LeaseError(isRequestId(id, secrets) ? withRequestId(failure, id) : failure);
  };
  const doubt = request.mayBeKept ? null : doubtIn(response.headers);
  if (doubt) throw failed(unclear(request.effect, "unexpected-form", { status, detail: doubt }));
  if (status < 200 || status > 299) {
    // Once parsed: in the text itself a secret may be written with escapes.
    const secrets = secretsOf(api, request, headers);
    const body = parseJson(text, (shown) => conceal(shown, secrets));
    throw failed(failureOf(api, request, response, body), body);
  }
  // 206: nobody asked for a part of it, and a part of a list does not prove that a number is absent.
  if (status === 206) throw failed(unclear(request.effect, "unexpected-form", { status }));
  const isEmpty = text.trim() === "";
  if (isEmpty && !request.mayBeEmpty)
    throw failed(unclear(request.effect, "empty-answer", { status }));
  const body = parseJson(isEmpty ? "{}" : text);
  if (body === undefined) throw failed(unclear(request.effect, "not-json", { status }));
  if (api.saysFailure?.(body))
    throw failed(unclear(request.effect, "unexpected-form", { status, detail: "error" }), body);
  const parsed = z.safeParse(request.answer, body);
  if (parsed.success) return parsed.data;
  const detail = describeIssue(parsed.error);
  throw failed(unclear(request.effect, "unexpected-form", { status, detail }), body);
}

function failureOf(
  api: Api,
  request: ApiRequest<unknown>,
  { status, headers }: HttpResponse,
  body: unknown,
): LeaseFailure {
  const { effect } = request;
  if (status < 400) return unclear(effect, "redirected", { status });
  const retryAfterMs = parseRetryAfter(headers);
  if (status === 408 || status >= 500)
    return unclear(effect, "server-error", { status, retryAfterMs });
  if (status === 429) return unclear(effect, "rate-limited", { status, retryAfterMs });
  const failure = api.readFailure({ status, body, request });
  if (failure) return failure;
  // As HTTP says it: a server that asks for credentials has done nothing yet.
  if (status === 401 && headers["www-authenticate"]) return { kind: "unauthorized" };
  if (body === undefined) return unclear(effect, "not-json", { status });
  return unclear(effect, "unexpected-form", { status });
}
