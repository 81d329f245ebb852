import type { LeaseFailure } from "../../errors/lease-failure.js";
import type { FailedAnswer } from "../../http/api.js";
import { redact } from "../../http/redact.js";
import { unclear } from "../../http/send.js";
import { deniesSuccess } from "../outcome-of.js";
import { bareErrorAnswer, envelope, errorAnswer, failureMarks } from "./wire.js";

/** Reads an answer that is not a success. Null when it is not Contiguity's own word. */
export function readFailure(answer: FailedAnswer): LeaseFailure | null {
  const { status, body, request } = answer;
  const parsed = errorAnswer.safeParse(body);
  if (!parsed.success) return readBare(answer);
  const { error, status: said, agreement_url: agreement } = parsed.data.data;
  if (said !== status && typeof said === "number") return null;
  const reason = redact(error) || null;
  switch (status) {
    case 401:
      return { kind: "unauthorized" };
    case 402:
      return { kind: "insufficient-funds" };
    case 403:
      return { kind: "forbidden", reason, agreementUrl: storable(agreement, request) };
    case 404:
      return request.whenMissing === "rejected"
        ? { kind: "rejected", status, reason, field: null }
        : { kind: request.whenMissing };
    // Not described: it may also be about our own lease of a moment ago, so it settles nothing.
    case 409:
      return unclear(request.effect, "conflict", { status });
    default:
      return { kind: "rejected", status, reason, field: null };
  }
}

export function saysFailure(body: unknown): boolean {
  const { object, data } = failureMarks.safeParse(body).data ?? {};
  return object === "error" || deniesSuccess(body) || deniesSuccess(data);
}

/** Contiguity has it in the envelope of every answer: `req_…`, `err_…`. */
export function requestIdIn(body: unknown): string | null {
  return envelope.safeParse(body).data?.id ?? null;
}

/** Good enough to tell a person why a read was refused, and for nothing else. */
function readBare({ status, body, request }: FailedAnswer): LeaseFailure | null {
  const parsed = bareErrorAnswer.safeParse(body);
  if (!parsed.success || request.effect === "write") return null;
  if (status === 401) return { kind: "unauthorized" };
  if (status !== 403) return null;
  return { kind: "forbidden", reason: redact(parsed.data.message) || null, agreementUrl: null };
}

/** Shown to a person to open, so it has to be the provider's own; null when it is not. */
export function agreementUrl(text: string | null | undefined): string | null {
  if (!text || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "https:" && url.hostname === "api.contiguity.com" && url.username === ""
    ? url.href
    : null;
}

/** A failure is stored and logged, so an address in it names neither a key, which is masked by now, nor the number. */
function storable(
  text: string | null | undefined,
  { path }: FailedAnswer["request"],
): string | null {
  const [digits] = /[0-9]+$/.exec(path) ?? [];
  const telling = text?.includes("•••") || (digits !== undefined && text?.includes(digits));
  return telling ? null : agreementUrl(text);
}
