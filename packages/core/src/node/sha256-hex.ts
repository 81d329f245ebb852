import { hash } from "node:crypto";

/** SHA-256 of a text in UTF-8, in hexadecimal. The manifest puts it in the place of the one in `providers/`. */
export function sha256Hex(text: string): string {
  return hash("sha256", text);
}
