import { type ServerHttp2Stream, constants, createSecureServer } from "node:http2";
import { listen } from "./loopback-server.js";
import { selfSigned } from "./self-signed.js";

/** What a server may do that makes clients send a request again, since it says that it did nothing about it. */
export interface Refusal {
  readonly name: string;
  /** What is done to the stream of the first write. */
  readonly refuse: (stream: ServerHttp2Stream) => void;
  /** The nearest that HTTP/1.1 has: a status, or the end of the connection. */
  readonly status: number | null;
}

export const refusals: readonly Refusal[] = [
  {
    name: "goes away",
    refuse: ({ session }) => {
      session?.goaway(constants.NGHTTP2_NO_ERROR, 1);
      setTimeout(() => session?.destroy(), 50);
    },
    status: null,
  },
  {
    name: "refuses the stream",
    refuse: (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM),
    status: null,
  },
  {
    name: "calls it misdirected",
    refuse: (stream) => stream.respond({ ":status": 421 }, { endStream: true }),
    status: 421,
  },
];

/** A server with {@link selfSigned} that speaks both versions, and counts the writes that arrive. */
export async function refusingServer({ refuse, status }: Refusal) {
  let received = 0;
  const server = createSecureServer({ ...selfSigned, allowHTTP1: true });
  server.on("stream", (stream, headers) => {
    // Of a client that has given up.
    stream.on("error", () => {});
    if (headers[":method"] !== "GET") received += 1;
    if (received === 1) refuse(stream);
    else stream.respond({ ":status": 200 }, { endStream: true });
  });
  server.on("request", ({ httpVersion, method }, response) => {
    if (httpVersion === "2.0") return;
    if (method !== "GET") received += 1;
    if (received !== 1) response.end();
    else if (status === null) response.socket?.destroy();
    else response.writeHead(status).end();
  });
  const { port } = await listen(server);
  return { origin: `https://localhost:${port}`, received: () => received };
}
