import { describe, expect, it } from "vitest";
import { failureOf, thrownBy } from "../../test/support/failure.js";
import { connectProxy } from "../../test/support/loopback-server.js";
import { LeaseError } from "../errors/lease-error.js";
import { send } from "../http/send.js";
import { nodeTransport } from "./node-transport.js";
import { tunnelFromEnvironment } from "./tunnel-from-environment.js";
import type { TunnelEnd } from "./tunnel.js";

const to = (text: string): TunnelEnd => {
  const { protocol, hostname, port } = new URL(text);
  if (protocol !== "https:" && protocol !== "http:") throw new TypeError(text);
  return {
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || (protocol === "https:" ? 443 : 80)),
  };
};

describe("the proxy that the environment names", () => {
  it.each(["https_proxy", "HTTPS_PROXY"])("is asked for https when %s names it", async (name) => {
    const proxy = await connectProxy("HTTP/1.1 403 Forbidden\r\n\r\n");
    const tunnel = tunnelFromEnvironment({ [name]: proxy.url });
    const failure = await failureOf(
      send(
        {
          effect: "write",
          method: "DELETE",
          url: "https://api.invalid/x",
          headers: {},
          body: null,
        },
        { transport: nodeTransport({ tunnel }), timeoutMs: 20_000 },
      ),
    );
    expect(failure).toEqual({ kind: "not-sent", reason: "proxy" });
    expect(proxy.asked).toEqual(["api.invalid:443"]);
  });

  it("needs no scheme", async () => {
    const proxy = await connectProxy();
    const { host } = new URL(proxy.url);
    const tunnel = tunnelFromEnvironment({ http_proxy: host });
    await expect(tunnel?.(to("http://api.invalid"))).rejects.toMatchObject({ reason: "proxy" });
    expect(proxy.asked).toEqual(["api.invalid:80"]);
  });

  it.each([
    "foo",
    "on",
    "proxy.example",
    "user:secret@proxy.example",
    ":8080",
    "proxy example:8080",
    "proxy.example:99999",
    "proxy.example:0",
    "http://",
    "http://proxy.example:0",
    "http://user:50%secret@proxy.example:8080",
    "socks5://127.0.0.1:1080",
    "file:///etc/passwd",
  ])("is refused where its address is %j, which is not repeated", (address) => {
    for (const name of ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"]) {
      const error = thrownBy(() => tunnelFromEnvironment({ [name]: address }));
      expect(error).toMatchObject({ failure: { kind: "bad-input", field: "proxy" } });
      expect(String(error)).toContain("http://name:port");
      expect(String(error)).not.toContain("secret");
    }
  });

  it.each([
    [{}, "https://api.example"],
    [{ HTTPS_PROXY: "" }, "https://api.example"],
  ])("is none in %o", (environment, url) => {
    expect(tunnelFromEnvironment(environment)?.(to(url)) ?? null).toBeNull();
  });

  it.each([
    ["*", "https://api.example"],
    ["api.example", "https://api.example"],
    ["example", "https://api.example"],
    [".example", "https://api.example"],
    ["*.example", "https://API.example"],
    ["other.example, api.example:443", "https://api.example"],
    ["2001:db8::1", "https://[2001:db8::1]"],
    ["[2001:db8::1]:8443", "https://[2001:db8::1]:8443"],
    ["10.0.0.0/8", "https://10.200.3.4"],
    ["api.example,192.168.1.77/24", "https://192.168.1.2:8443"],
    ["10.1.2.3/32", "https://10.1.2.3"],
    ["0.0.0.0/0", "https://192.0.2.1"],
    ["10.0.0.0/8:8443", "https://10.0.0.1:8443"],
    ["2001:DB8::/32", "https://[2001:db8:7::1]"],
    ["[2001:db8::/32]:8443", "https://[2001:db8:7::1]:8443"],
    // This machine needs no exception.
    ["", "https://localhost:1"],
    ["", "https://127.0.0.1:1"],
    ["", "https://[::1]:1"],
    // Nothing is said of a proxy for http.
    ["", "http://api.example"],
  ])("is passed by, with the exception %j, on the way to %s", (exception, url) => {
    const tunnel = tunnelFromEnvironment({ HTTPS_PROXY: "http://proxy:1", NO_PROXY: exception });
    expect(tunnel?.(to(url))).toBeNull();
  });

  it.each([
    ["api.example:8443", "https://api.example"],
    ["pi.example", "https://api.example"],
    ["api.example.org", "https://api.example"],
    ["", "https://localhost.example"],
    ["10.0.0.0/8", "https://11.0.0.1"],
    ["10.0.0.0/8:8443", "https://10.0.0.1"],
    ["10.0.0.0/33", "https://10.0.0.1"],
    ["10.0.0.0/", "https://10.0.0.1"],
    ["10.0.0.0/8", "https://10.example"],
    ["2001:db8::/32", "https://[2001:db9::1]"],
    ["::/0", "https://192.0.2.1"],
    ["api.example/8", "https://api.example"],
  ])("is not passed by, with the exception %j, on the way to %s", async (exception, url) => {
    const proxy = await connectProxy("");
    const tunnel = tunnelFromEnvironment({ HTTPS_PROXY: proxy.url, NO_PROXY: exception });
    await expect(tunnel?.(to(url))).rejects.toMatchObject({ reason: "proxy" });
    expect(proxy.asked).toHaveLength(1);
  });

  it("is refused when it is none that we speak to, without its password", () => {
    expect(() => tunnelFromEnvironment({ HTTPS_PROXY: "socks5://me:secret@proxy" })).toThrow(
      LeaseError,
    );
    expect(() => tunnelFromEnvironment({ HTTPS_PROXY: "socks5://me:secret@proxy" })).not.toThrow(
      /secret/,
    );
  });
});
