import { once } from "node:events";
import { type AddressInfo, type Socket, createServer } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { isReady } from "./is-ready.js";

it.each<[string, (socket: Socket) => void, boolean]>([
  ["lets its superuser in", (socket) => socket.write("R"), true],
  ["refuses it with a word", (socket) => socket.write("E"), false],
  ["ends before it has answered", (socket) => socket.end(), false],
  ["breaks off", (socket) => socket.resetAndDestroy(), false],
])("says of a server that %s whether it is ready", async (_, answer, expected) => {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => answer(socket));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  // It listens on a port of TCP.
  expect(await isReady((server.address() as AddressInfo).port)).toBe(expected);
});

it("says of none that it is not", async () => {
  // Only an administrator may listen there, and nobody has a use for it.
  expect(await isReady(2)).toBe(false);
});
