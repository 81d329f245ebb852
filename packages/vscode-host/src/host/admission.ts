import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What is asked of the door. */
export type Asked = {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
};

/** What protects a door: only who was given the token comes in. */
export type Lock = { readonly port: number; readonly token: string };

/** `key`: it came with the token in its address, and goes on to `to` with the cookie instead. */
export type Admission = "in" | "refused" | { readonly key: string; readonly to: string };

/**
 * Decides who comes in. The `Host` must be this loopback address, so that a domain which was made to point at
 * 127.0.0.1 (DNS rebinding) stays outside. Then the address must hold the token, or a cookie that was given for
 * it; and what a browser says of the page that asks must be that it is one of ours.
 */
export function admit(asked: Asked, lock: Lock, kind: "page" | "socket"): Admission {
  const { host, cookie, origin } = asked.headers;
  if (host !== `127.0.0.1:${lock.port}` && host !== `localhost:${lock.port}`) return "refused";
  const [path = "/", search = ""] = (asked.url ?? "/").split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  const given = query.get("token");
  // A link may lead here from anywhere: the token is what proves it.
  if (given !== null && kind === "page" && asked.method === "GET") {
    if (!isSame(given, lock.token)) return "refused";
    query.delete("token");
    return { key: cookieFor(lock), to: `${path}?${query.toString()}` };
  }
  if (!(cookie ?? "").split("; ").some((one) => isSame(one, cookieFor(lock)))) return "refused";
  // Browsers name the origin of every socket, and of what a page sends.
  if (kind === "socket" && origin === undefined) return "refused";
  if (origin !== undefined && origin !== `http://${host}`) return "refused";
  // Of the rest they say how far it comes from; `none` is a person's own doing.
  const site = asked.headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none" ? "in" : "refused";
}

/** Cookies do not tell ports apart, so its name does: several may run at once. */
export function cookieFor({ port, token }: Lock): string {
  return `leaseline-${port}=${token}`;
}

/** Without telling by the time it takes how much of it was right. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
