import { mkdtemp, rm } from "node:fs/promises";
import { type IncomingMessage, type Server, createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HostError } from "../host-error.js";
import { type Door, openDoor } from "./loopback-door.js";

describe("the door on loopback", () => {
  let folder: string;
  let inner: Server;
  let door: Door;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "leaseline-test-"));
    inner = createServer((incoming, answer) => {
      incoming.pipe(answer.writeHead(201, { "x-path": incoming.url ?? "" }));
    });
    inner.on("upgrade", (_incoming, socket) => {
      socket.write(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n",
      );
      socket.pipe(socket);
    });
    const socketPath = join(folder, "socket");
    await new Promise<void>((resolve) => inner.listen(socketPath, resolve));
    door = await openDoor(socketPath, 0);
  });

  afterEach(async () => {
    await door.close();
    inner.close();
    inner.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  });

  function send(host: string, body = ""): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      request({
        host: "127.0.0.1",
        port: door.port,
        path: "/a?b",
        method: "POST",
        headers: { host },
      })
        .once("response", resolve)
        .once("error", reject)
        .end(body);
    });
  }

  it("passes a request and its answer on", async () => {
    const answer = await send(`127.0.0.1:${door.port}`, "hello");
    expect(answer.statusCode).toBe(201);
    expect(answer.headers["x-path"]).toBe("/a?b");
    expect(await text(answer)).toBe("hello");
  });

  it("passes localhost on", async () => {
    expect((await send(`localhost:${door.port}`)).statusCode).toBe(201);
  });

  it("refuses a foreign Host", async () => {
    expect((await send(`rebound.test:${door.port}`)).statusCode).toBe(403);
  });

  it("refuses another port in Host", async () => {
    expect((await send("127.0.0.1:1")).statusCode).toBe(403);
  });

  it("passes an upgraded connection on, both ways", async () => {
    const echoed = await new Promise<string>((resolve, reject) => {
      request({
        host: "127.0.0.1",
        port: door.port,
        headers: { host: `127.0.0.1:${door.port}`, connection: "Upgrade", upgrade: "echo" },
      })
        .once("upgrade", (_answer, socket) => {
          socket.once("data", (chunk: Buffer) => {
            resolve(chunk.toString());
            socket.destroy();
          });
          socket.write("ping");
        })
        .once("error", reject)
        .end();
    });
    expect(echoed).toBe("ping");
  });

  it("says that a port is in use", async () => {
    await expect(openDoor("/nowhere", door.port)).rejects.toSatisfy(
      (error) => error instanceof HostError && error.kind === "port-in-use",
    );
  });
});
