import { badInput } from "../errors/lease-error.js";
import { parseJson } from "../http/parse-json.js";

// What webhooks of every provider have in common: a body, and an HMAC of it in hexadecimal.

/**
 * The bytes of a body. Frameworks like to parse a body before anybody sees it, which is told apart from a forgery here.
 * @throws {LeaseError} `bad-input`.
 */
export function bytesOf(rawBody: unknown): Uint8Array<ArrayBuffer> {
  if (typeof rawBody === "string") return new TextEncoder().encode(rawBody);
  // Copied, and so over a buffer that nobody shares.
  if (ArrayBuffer.isView(rawBody))
    return new Uint8Array(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength).slice();
  throw badInput("rawBody", "The body has to be given as it came: as text or bytes, not parsed.");
}

/** Undefined for what is no JSON. */
export function jsonIn(body: Uint8Array): unknown {
  return parseJson(new TextDecoder().decode(body));
}

interface Signature {
  readonly secret: string;
  readonly hash: "SHA-1" | "SHA-256";
  /** One of them has to fit. */
  readonly tags: readonly string[];
}

/** Every tag is checked, and WebCrypto takes the same time for each, wherever two signatures differ. */
export async function isSigned(
  { secret, hash, tags }: Signature,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const algorithm = { name: "HMAC", hash };
  const raw = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["verify"]);
  const matches = await Promise.all(
    tags.map((tag) => crypto.subtle.verify("HMAC", key, fromHex(tag), bytes)),
  );
  return matches.includes(true);
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}
