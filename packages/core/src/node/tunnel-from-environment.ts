import { BlockList, isIP } from "node:net";
import { badInput } from "../errors/lease-error.js";
import { isLoopback } from "../http/loopback.js";
import type { Tunnel, TunnelEnd } from "./tunnel.js";
import { type TunnelOptions, tunnelThrough } from "./tunnel-through.js";

/**
 * The way that the environment names, as curl and most programs read it: `https_proxy` for https, `http_proxy` for
 * http, and `no_proxy` for what is reached directly (`*`, names with all below them, addresses, and ranges of them);
 * each also in capitals. This machine itself is always reached directly.
 * @returns undefined when it names no proxy.
 * @throws {LeaseError} `bad-input` for the address of a proxy that is none.
 */
export function tunnelFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  options: TunnelOptions = {},
): Tunnel | undefined {
  if (typeof environment !== "object" || environment === null)
    throw badInput("environment", "The environment has to be an object, such as process.env.");
  const named = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined;
  const tunnelFor = (name: string) => {
    const proxy = named(name);
    if (proxy === undefined) return undefined;
    if (!proxy.includes("://")) checkHasPort(name, proxy);
    return tunnelThrough(proxy.includes("://") ? proxy : `http://${proxy}`, options);
  };
  const tunnels = { "https:": tunnelFor("https_proxy"), "http:": tunnelFor("http_proxy") };
  if (!tunnels["https:"] && !tunnels["http:"]) return undefined;
  const exceptions = (named("no_proxy") ?? "").split(/[\s,]+/).filter((one) => one !== "");
  return (end) => {
    const tunnel = tunnels[end.protocol];
    return tunnel && !isDirect(end, exceptions) ? tunnel(end) : null;
  };
}

/** A word alone, such as `on`, is hardly a machine's name: that is asked for before it is looked up. */
function checkHasPort(name: string, proxy: string): void {
  if (/:\d+\/?$/.test(proxy)) return;
  // The value is not repeated: it may hold a password.
  throw badInput(
    "proxy",
    `${name.toUpperCase()} is not the address of a proxy. Write it as http://name:port.`,
  );
}

function isDirect(end: TunnelEnd, exceptions: readonly string[]): boolean {
  return isLoopback(end.hostname) || exceptions.some((one) => covers(one, end));
}

/** An address of IPv6 stands in brackets where a port follows it. */
const written = /^(?:\[(.+)\]|([^:]+|.*:.*:.*))(?::(\d+))?$/;

/** `*`, a name with all below it, an address, or a range such as `10.0.0.0/8`; each may end with a port. */
function covers(exception: string, { hostname, port }: TunnelEnd): boolean {
  if (exception === "*") return true;
  const [, bracketed, bare = bracketed ?? "", onlyPort] = written.exec(exception) ?? [];
  const suffix = bare.toLowerCase().replace(/^\*?\./, "");
  const host = hostname.toLowerCase();
  return (
    (onlyPort === undefined || Number(onlyPort) === port) &&
    (host === suffix || host.endsWith(`.${suffix}`) || isWithin(bare, host))
  );
}

/** Names are not looked up: only what is an address itself can be in a range. */
function isWithin(range: string, host: string): boolean {
  const [, network = "", bits = ""] = /^(.+)\/(\d{1,3})$/.exec(range) ?? [];
  const version = isIP(host);
  const longest = version === 4 ? 32 : 128;
  if (version === 0 || isIP(network) !== version || Number(bits) > longest) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const addresses = new BlockList();
  addresses.addSubnet(network, Number(bits), family);
  return addresses.check(host, family);
}
