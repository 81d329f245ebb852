import type { SandboxMiddleware } from "./environment.js";

const loopbackNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whether a host to bind to stays on this machine. */
export function isLoopback(host: string): boolean {
  return loopbackNames.has(host) || host === "::1";
}

/**
 * Turns away what did not come from this machine on purpose: a page whose name was re-pointed at the
 * loopback address (its Host gives it away), or any web page at all (its Origin does).
 */
export const loopbackOnly: SandboxMiddleware = async (context, next) => {
  const host = `http://${context.env.incoming.headers.host ?? ""}`;
  const origin = context.req.header("origin") ?? host;
  if (isLoopbackUrl(host) && isLoopbackUrl(origin)) return next();
  return context.text("The sandbox answers requests of this machine only.", 403);
};

function isLoopbackUrl(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && loopbackNames.has(url.hostname);
}
