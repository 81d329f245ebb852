import { spawn } from "node:child_process";
import dns from "node:dns";
import { once } from "node:events";
import { type Socket, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished, vi } from "vitest";
import { patientSocket } from "./steady-client.js";

it("waits for a database that is slow to come, though the name's other address does not answer", async () => {
  const { port, accept } = await slowServer();
  const lookup = vi.spyOn(dns, "lookup");
  onTestFinished(() => lookup.mockRestore());
  const addresses = [
    { address: "127.0.0.1", family: 4 },
    { address: "100::1", family: 6 },
  ];
  lookup.mockImplementation(((
    _name: string,
    _options: object,
    found: (error: null, all: typeof addresses) => void,
  ) => found(null, addresses)) as never);
  // As the driver does it.
  const socket: Pick<Socket, "once" | "destroy"> = patientSocket(5000).connect(port, "db.example");
  onTestFinished(() => void socket.destroy());
  const came = Promise.race([
    new Promise((resolve) => socket.once("connect", () => resolve("connected"))),
    new Promise((resolve) => socket.once("error", resolve)),
  ]);
  setTimeout(accept, 600);
  expect(await came).toBe("connected");
});

/** Its queue is full until it is told to take from it. */
async function slowServer() {
  const program = `
    const server = require("node:net").createServer();
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
      require("node:fs").writeSync(1, String(server.address().port));
      require("node:fs").readSync(0, Buffer.alloc(3));
    });`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const port = Number(String((await once(child.stdout, "data"))[0]));
  for (let waiting = 0; ; waiting += 1) {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    onTestFinished(() => void socket.destroy());
    const came = await Promise.race([once(socket, "connect").then(() => true), sleep(200, false)]);
    if (waiting >= 4 && !came) return { port, accept: () => void child.stdin.write("now") };
  }
}
