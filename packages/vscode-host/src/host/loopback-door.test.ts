import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import {
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  createServer,
  request,
} from "node:http";
import { createConnection } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { errorCode } from "../error-code.js";
import { HostError } from "../host-error.js";
import { cookieFor } from "./admission.js";
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

  const us = () => `127.0.0.1:${door.port}`;
  const cookie = () => cookieFor(door);

  function send(
    headers: OutgoingHttpHeaders,
    { path = "/a?b", method = "POST", body = "" } = {},
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      request({ host: "127.0.0.1", port: door.port, path, method, headers })
        .once("response", resolve)
        .once("error", reject)
        .end(body);
    });
  }

  /** What comes back through a socket, or the status of the refusal. */
  function echo(headers: OutgoingHttpHeaders): Promise<string | number | undefined> {
    return new Promise((resolve, reject) => {
      request({
        host: "127.0.0.1",
        port: door.port,
        headers: { host: us(), connection: "Upgrade", upgrade: "echo", ...headers },
      })
        .once("upgrade", (_answer, socket) => {
          socket.once("data", (chunk: Buffer) => {
            resolve(chunk.toString());
            socket.destroy();
          });
          socket.write("ping");
        })
        .once("response", ({ statusCode }) => resolve(statusCode))
        .once("error", reject)
        .end();
    });
  }

  it("passes a request with the cookie and its answer on", async () => {
    const answer = await send({ host: us(), cookie: cookie() }, { body: "hello" });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers["x-path"]).toBe("/a?b");
    expect(await text(answer)).toBe("hello");
  });

  it("passes on what a person opens, or a page of ours asks for, under either name", async () => {
    const host = `localhost:${door.port}`;
    const passed = [
      { host: us(), cookie: `other=1; ${cookie()}; more=2` },
      { host, cookie: cookie() },
      { host, cookie: cookie(), origin: `http://${host}`, "sec-fetch-site": "same-origin" },
      { host: us(), cookie: cookie(), "sec-fetch-site": "none" },
    ];
    for (const headers of passed) expect((await send(headers)).statusCode).toBe(201);
  });

  it("takes the token of an address once, and goes on with a cookie that no script can read", async () => {
    const path = `/?token=${door.token}&folder=/a%20%22b%22`;
    const from = { host: us(), "sec-fetch-site": "cross-site" };
    const answer = await send(from, { path, method: "GET" });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["set-cookie"]).toEqual([
      `${cookie()}; Path=/; HttpOnly; SameSite=Strict`,
    ]);
    const page = await text(answer);
    expect(page).toContain('content="0;url=/?folder=%2Fa+%22b%22"');
    expect(page).not.toContain(door.token);
  });

  it("answers what has no cookie with not a byte of a file", async () => {
    const other = `leaseline-${door.port}=${"A".repeat(door.token.length)}`;
    for (const headers of [{}, { cookie: other }, { cookie: cookie().slice(0, -1) }]) {
      const answer = await send({ host: us(), ...headers }, { body: "hello" });
      expect(answer.statusCode).toBe(403);
      expect(answer.headers["x-path"]).toBeUndefined();
      expect(await text(answer)).not.toContain("hello");
    }
    for (const path of ["/?token=", "/?token=no", "//?token", "/?token=%"]) {
      expect((await send({ host: us() }, { path, method: "GET" })).statusCode).toBe(403);
    }
    expect(await echo({ origin: `http://${us()}` })).toBe(403);
  });

  it("refuses a foreign Host and another port in it, with the cookie too", async () => {
    for (const host of [`rebound.test:${door.port}`, "127.0.0.1:1", "127.0.0.1"]) {
      expect((await send({ host, cookie: cookie() })).statusCode).toBe(403);
      const path = `/?token=${door.token}`;
      expect((await send({ host }, { path, method: "GET" })).statusCode).toBe(403);
    }
  });

  it("refuses a page of another origin, with the cookie too", async () => {
    for (const origin of ["http://127.0.0.1:1", "https://example.com", "null"]) {
      expect((await send({ host: us(), cookie: cookie(), origin })).statusCode).toBe(403);
      expect(await echo({ cookie: cookie(), origin })).toBe(403);
    }
    for (const site of ["cross-site", "same-site"]) {
      const headers = { host: us(), cookie: cookie(), "sec-fetch-site": site };
      expect((await send(headers)).statusCode).toBe(403);
    }
    expect(await echo({ cookie: cookie() })).toBe(403);
  });

  it("passes an upgraded connection on, both ways", async () => {
    expect(await echo({ cookie: cookie(), origin: `http://${us()}` })).toBe("ping");
  });

  /** Asks for a socket, and leaves the connection as it is. */
  async function ask(headers: Record<string, string>) {
    const to = { port: door.port, host: "127.0.0.1", allowHalfOpen: true };
    const socket = createConnection(to);
    onTestFinished(() => void socket.destroy());
    await once(socket, "connect");
    const all = { Host: us(), Connection: "Upgrade", Upgrade: "echo", ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET / HTTP/1.1\r\n${lines.join("")}\r\n`);
    return socket;
  }

  it("closes though somebody stays whose socket was refused", async () => {
    const socket = await ask({ origin: `http://${us()}` });
    const [said] = await once(socket, "data");
    expect(String(said)).toContain(" 403 ");
    await door.close();
  });

  it("lives on when somebody is gone before a socket is refused", async () => {
    const socket = await ask({ origin: `http://${us()}` });
    socket.resetAndDestroy();
    await once(socket, "close");
    expect((await send({ host: us(), cookie: cookie() })).statusCode).toBe(201);
  });

  it("is closed to every address but loopback", async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4");
    for (const { address } of outside) {
      const refused = new Promise((resolve) => {
        createConnection(door.port, address, () => resolve("open")).once("error", (error) =>
          resolve(errorCode(error)),
        );
      });
      expect(await refused).toBe("ECONNREFUSED");
    }
  });

  it("says that a port is in use", async () => {
    await expect(openDoor("/nowhere", door.port)).rejects.toSatisfy(
      (error) => error instanceof HostError && error.kind === "port-in-use",
    );
  });
});
