import type { Content } from "./api.js";

/** A file to hand in, with what is said about it. */
export interface Upload {
  /** Text fields by name, sent ahead of the file. */
  readonly fields: Readonly<Record<string, string>>;
  /** The field that carries the file. */
  readonly fileField: string;
  readonly file: UploadFile;
}

/** A file to hand in, read already. */
export interface UploadFile {
  /** With its extension, as the receiver is to see it. */
  readonly name: string;
  /** Such as `application/pdf`. */
  readonly mimeType: string;
  readonly content: Uint8Array;
}

/**
 * `multipart/form-data` as bytes (RFC 7578). Not left to `FormData`, whose form differs between the
 * transports and which no log can be shown beforehand.
 */
export function encodeMultipart({ fields, fileField, file }: Upload): Content {
  const boundary = randomBoundary();
  const text = (value: string) => new TextEncoder().encode(value);
  const open = (name: string, more = "") =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${escape(name)}"${more}\r\n`;
  const parts = [
    ...Object.entries(fields).map(([name, value]) => text(`${open(name)}\r\n${value}\r\n`)),
    text(
      `${open(fileField, `; filename="${escape(file.name)}"`)}content-type: ${file.mimeType}\r\n\r\n`,
    ),
    file.content,
    text(`\r\n--${boundary}--\r\n`),
  ];
  return { type: `multipart/form-data; boundary=${boundary}`, body: concatenate(parts) };
}

/** Long and random, so that no file holds it. */
function randomBoundary(): string {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return `leaseline-${Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** What would end the quotes or the line, as the HTML standard writes it. */
function escape(text: string): string {
  return text.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
