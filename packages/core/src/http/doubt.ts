import { type ResponseHeaders, headerText } from "./transport.js";

/**
 * The header, if any, that says of an answer that it proves nothing: a cache has kept it, so that it says how things
 * were before this was asked, or what became of another request; or there is another page of it.
 */
export function doubtIn(headers: ResponseHeaders): "age" | "link" | null {
  if (Number(headerText(headers, "age")) > 0) return "age";
  return /;\s*rel\s*=\s*("[^"]*\bnext\b|next\b)/i.test(headerText(headers, "link")) ? "link" : null;
}
