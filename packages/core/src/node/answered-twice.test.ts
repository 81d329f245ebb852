import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { connectProxy, onRequest, rawServer } from "../../test/support/loopback-server.js";
import { type HttpRequest, send } from "../http/send.js";
import { nodeTransport } from "./node-transport.js";
import { tunnelThrough } from "./tunnel-through.js";

const read = { effect: "read", method: "GET", body: null } as const;
const write = { effect: "write", method: "POST", body: "{}" } as const;
const answer = (status: number, of: string) =>
  `HTTP/1.1 ${status} So\r\nContent-Length: ${of.length}\r\n\r\n${of}`;

/** What comes once more, and when: the write goes out in between, and its own answer comes last. */
const moments = ["before the write", "when the write has arrived", "after the write's"] as const;

// A server, or something on the way to it, that repeats an answer. Taken for the write's, a number that is leased and
// paid for would be called refused, or one called leased that is not.
describe.each([
  ["directly", false],
  ["through a proxy", true],
])("an answer that comes twice, %s,", (_way, isProxied) => {
  describe.each([
    ["of a read", read, answer(200, "the first one's")],
    ["of a read that was refused", read, answer(404, "the first one's")],
    ["of a write that was refused", write, answer(409, "the first one's")],
  ])("%s,", (_name, first, repeated) => {
    it.each(moments)("%s, is not taken for a write's", async (moment) => {
      const asked: Socket[] = [];
      const server = await rawServer((socket) =>
        onRequest(socket, () => {
          asked.push(socket);
          void (asked.length === 1 ? answerFirst(socket) : answerWrite(socket));
        }),
      );
      const again = () => asked[0]?.write(repeated);
      const answerFirst = async (socket: Socket) => {
        socket.write(repeated);
        await sleep(20);
        if (moment === moments[0]) again();
      };
      const answerWrite = async (socket: Socket) => {
        if (moment === moments[1]) again();
        await sleep(20);
        socket.write(answer(201, "the write's"));
        if (moment === moments[2]) again();
      };
      const tunnel = isProxied ? tunnelThrough((await connectProxy()).url) : undefined;
      const transport = nodeTransport({ tunnel });
      const over = (what: Pick<HttpRequest, "effect" | "method" | "body">) =>
        send({ ...what, url: server.url, headers: {} }, { transport, timeoutMs: 20_000 });
      expect((await over(first)).text).toBe("the first one's");
      await sleep(100);
      expect(await over(write)).toMatchObject({ status: 201, text: "the write's" });
      expect(asked).toHaveLength(2);
    });
  });
});

it("has a write go out on the connection of the one before, where that was done", async () => {
  const sockets = new Set<Socket>();
  const server = await rawServer((socket) =>
    onRequest(socket, () => {
      sockets.add(socket);
      socket.write(answer(200, "{}"));
    }),
  );
  const transport = nodeTransport();
  for (const what of [write, write, read, read])
    await send({ ...what, url: server.url, headers: {} }, { transport, timeoutMs: 20_000 });
  expect(sockets.size).toBe(2);
});
