import { once } from "node:events";
import {
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Stream,
  constants,
  createSecureServer,
} from "node:http2";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";

/** What a server may do that makes clients send a request again, since it says that it did nothing about it. */
export const refusals = [
  {
    name: "goes away",
    refuse: ({ session }: ServerHttp2Stream) => {
      session?.goaway(constants.NGHTTP2_NO_ERROR, 1);
      setTimeout(() => session?.destroy(), 50);
    },
    status: null,
  },
  {
    name: "refuses the stream",
    refuse: (stream: ServerHttp2Stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM),
    status: null,
  },
  {
    name: "calls it misdirected",
    refuse: (stream: ServerHttp2Stream) => stream.respond({ ":status": 421 }, { endStream: true }),
    status: 421,
  },
] as const;

/**
 * Stands before an address of the sandbox, over TLS, and speaks HTTP/2 and HTTP/1.1. Reads are handed on. The first write
 * is refused, in HTTP/1.1 by the nearest that it has, and none is ever handed on.
 */
export async function refusingRelay(before: string, { refuse, status }: (typeof refusals)[number]) {
  let writes = 0;
  const trusted = getCACertificates("default");
  setDefaultCACertificates([...trusted, selfSigned.cert]);
  const server = createSecureServer({ ...selfSigned, allowHTTP1: true });
  server.on("request", (request, response) => {
    if (request.method === "GET") return void handOn(new URL(before).origin, request, response);
    writes += 1;
    if (writes > 1) response.writeHead(500).end();
    else if (request.httpVersion === "2.0") refuse(response.stream);
    else if (status === null) request.socket.destroy();
    else response.writeHead(status).end();
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `https://localhost:${port}${new URL(before).pathname}`,
    writes: () => writes,
    close: () => {
      setDefaultCACertificates(trusted);
      server.close();
    },
  };
}

async function handOn(
  origin: string,
  { url, headers }: Http2ServerRequest,
  response: Http2ServerResponse,
): Promise<void> {
  const { authorization = "" } = headers;
  const answer = await fetch(`${origin}${url}`, { headers: { authorization } });
  response.writeHead(answer.status, {
    "content-type": answer.headers.get("content-type") ?? "",
  });
  response.end(await answer.text());
}

/** Of no worth: for `localhost`, and shown by servers in tests only. Valid until 2126. */
const selfSigned = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgr8u4w/RaYe+EHEHR
jGQDt43h1m6AaLTJxnKNF4e+qn+hRANCAASMobZTi/au9JCkFYokmW4+J/AbccZf
kNWvgSv/iFHmZ6zYeVsdoOczVMpkEy00FenJIHjCn9QUBv1Cew/5oub6
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUP8VhvKW5bNC9X7XvBLdy40BAzTEwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzExMTcyNVoYDzIxMjYxMDMw
MTExNzI1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASMobZTi/au9JCkFYokmW4+J/AbccZfkNWvgSv/iFHmZ6zYeVsdoOcz
VMpkEy00FenJIHjCn9QUBv1Cew/5oub6o28wbTAdBgNVHQ4EFgQUjllLLLlAqjIw
mU4iqbxJb0p7D1kwHwYDVR0jBBgwFoAUjllLLLlAqjIwmU4iqbxJb0p7D1kwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgB3np4AmcrKOooRu3+nrRio1aUj0pDzRxy7f/nSom9SQCIE2m
rTJsLFB3tQsJVNtGRafkpL85IfPyfFkkNix3almj
-----END CERTIFICATE-----`,
} as const;
