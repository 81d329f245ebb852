import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, type Socket, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { authority, forLoopback } from "../test/support/certificates.js";
import { postgresStore } from "./store.js";

const letIn = [0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49];
const notLetIn = { kind: "bad-input", reason: expect.stringContaining("pg_hba.conf") };
const notThere = { kind: "ledger-unavailable", reason: "unreachable" };

// What is thrown on a socket ends the process, and vitest calls it an error of the run.
describe.each([["in the open"], ["with TLS"]])("a server that is spoken to %s", (how) => {
  it.each([
    ["asks for Kerberos", [0x52, 0, 0, 0, 8, 0, 0, 0, 7], notLetIn],
    ["asks for SSPI", [0x52, 0, 0, 0, 8, 0, 0, 0, 9], notLetIn],
    ["breaks off in a message", [0x52, 0, 0, 0, 4], notThere],
    ["answers with rows that are none", [...letIn, 0x44, 0, 0, 0, 6, 0, 1], notThere],
  ])("is told of where it %s, and ends nothing else", async (_what, said, failure) => {
    const folder = mkdtempSync(join(tmpdir(), "leaseline-test-"));
    const sslrootcert = join(folder, "ours.pem");
    writeFileSync(sslrootcert, authority);
    const port = await serverThatSays(Buffer.from(said), how === "with TLS");
    const asked = how === "with TLS" ? { sslrootcert } : { sslmode: "disable" };
    const connection = `postgres://somebody@127.0.0.1:${port}/leaseline?${new URLSearchParams(asked).toString()}`;
    const store = postgresStore({ connection, folder });
    onTestFinished(async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    });
    await expect(store.read((view) => view.position())).rejects.toMatchObject({ failure });
  });
});

/** Whatever it is told. */
async function serverThatSays(said: Buffer, withTls: boolean): Promise<number> {
  const sockets = new Set<Socket>();
  const answer = (socket: Socket) =>
    socket.on("error", () => {}).on("data", () => socket.write(said));
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    if (!withTls) return void answer(socket);
    socket.once("data", () => {
      answer(new TLSSocket(socket, { isServer: true, ...forLoopback }));
      socket.write("S");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  // It listens on a port of TCP.
  return (server.address() as AddressInfo).port;
}
