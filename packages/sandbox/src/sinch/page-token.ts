import * as z from "zod";

// These three bytes are "++//" in base64: a client that does not escape its query breaks on every token.
const mark = Buffer.from([0xfb, 0xef, 0xff]);

/** Opaque to clients: where the next page starts. Always has a `+`, a `/` and an `=` in it. */
export function writePageToken(start: number): string {
  // Three bytes for the mark, then one or two more than a multiple of three: that is what pads with "=".
  const digits = String(start);
  const text = digits.length % 3 === 0 ? `0${digits}` : digits;
  return Buffer.concat([mark, Buffer.from(text)]).toString("base64");
}

/** Reads a page token; any other text is refused. */
export const pageTokenSchema = z.string().transform((token, context) => {
  const start = Number(Buffer.from(token, "base64").subarray(mark.length).toString());
  if (token === "") return 0;
  if (Number.isInteger(start) && start >= 0 && writePageToken(start) === token) return start;
  context.addIssue({ code: "custom", message: "invalid page token" });
  return z.NEVER;
});
