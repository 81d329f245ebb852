import type { LeaseFailure } from "../../errors/lease-failure.js";
import type { FailedAnswer } from "../../http/api.js";
import { redact } from "../../http/redact.js";
import { unclear } from "../../http/send.js";
import { errorAnswer } from "./wire.js";

/** Reads an answer that is not a success. Null when it is not in one of Contiguity's own forms. */
export function readFailure({ status, body, request }: FailedAnswer): LeaseFailure | null {
  const parsed = errorAnswer.safeParse(body);
  if (!parsed.success) return null;
  const reason = redact(parsed.data.error) || null;
  switch (status) {
    case 401:
      return { kind: "unauthorized" };
    case 402:
      return { kind: "insufficient-funds" };
    case 403:
      return {
        kind: "forbidden",
        reason,
        agreementUrl: storable(parsed.data.agreement_url, request),
      };
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
