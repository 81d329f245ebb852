// Runs a PostgreSQL for as long as somebody holds the channel to this process.
import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { constants, cpSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { copyBinaries } from "./binaries.js";
import { isReady } from "./is-ready.js";
import { giveToOwner, newFolder, owner, writeOwn } from "./place.js";

export type Order =
  | { readonly do: "pid" }
  | { readonly do: "start" }
  | { readonly do: "stop"; readonly how: "fast" | "killed" };

/** What it is told as it starts. */
export interface Given {
  readonly programs: string;
  readonly settings: readonly string[];
  /** Where a copy of its data is made of, which nobody runs meanwhile; null for an empty database. */
  readonly copyOf: string | null;
  /** In the PEM format. */
  readonly tls: { readonly key: string; readonly cert: string } | null;
}

export type Answer =
  | { readonly port: number; readonly data: string }
  | { readonly pid: number }
  | { readonly failed: string };

const patienceMs = 240_000;
// As start-postgres.ts writes it.
const { programs, settings, copyOf, tls } = JSON.parse(process.argv[2] ?? "{}") as Given;

// Whoever is told to end ends the channel, and that ends this process: not the signal that both were sent.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

const folder = newFolder();
const data = join(folder, "data");
let port = 0;
let server: ChildProcess | null = null;
let turn = inTurn(async () => {
  const native = join(folder, "native");
  copyBinaries(programs, native);
  giveToOwner(native);
  if (copyOf === null) await initialize();
  else makeStandby(copyOf);
  if (tls) {
    writeOwn(join(data, "server.key"), tls.key);
    writeOwn(join(data, "server.crt"), tls.cert);
  }
  port = await freePort();
  await start();
  return { port, data };
});

process.on("message", (order: Order) => {
  turn = turn.then(() => inTurn(() => carryOut(order)));
});
process.on("disconnect", () => {
  void turn.then(end);
});

async function carryOut(order: Order): Promise<Answer> {
  switch (order.do) {
    case "pid":
      return { pid: server?.pid ?? -1 };
    case "start":
      await start();
      return { port, data };
    case "stop":
      await stop(order.how);
      return { port, data };
  }
}

async function inTurn(work: () => Promise<Answer>): Promise<void> {
  const answer = await work().catch((error: unknown) => ({ failed: String(error) }));
  if (process.connected) process.send?.(answer);
  if ("failed" in answer) await end();
}

async function initialize(): Promise<void> {
  const words = ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8"];
  await run("initdb", [...words, "--locale=C"]);
}

/** It follows whom `primary_conninfo` names, until it is promoted. */
function makeStandby(from: string): void {
  cpSync(from, data, { recursive: true, mode: constants.COPYFILE_FICLONE });
  writeOwn(join(data, "standby.signal"), "");
  giveToOwner(data);
}

/** What a killed one left has to be gone first: then it ends at once, and is started again. */
async function start(): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(server && (await isReady(port)))) {
    if (performance.now() > end) throw new Error("PostgreSQL does not start");
    if (server === null || hasEnded(server)) server = launchServer();
    await sleep(20);
  }
}

function launchServer(): ChildProcess {
  const security = tls ? ["ssl=on"] : [];
  const given = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    // What is read here is in memory: processes that read ahead for others take a fourth of all that it costs.
    "io_method=sync",
    ...security,
    ...settings,
  ];
  return launch("postgres", ["-D", data, "-p", `${port}`, ...given.flatMap((one) => ["-c", one])]);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function stop(how: keyof typeof signals): Promise<void> {
  const stopped = server;
  server = null;
  if (!stopped) return;
  if (!hasEnded(stopped)) {
    const gone = once(stopped, "exit");
    // On Windows every signal is an end at once; what was written is recovered at the next start.
    stopped.kill(signals[how]);
    await gone;
  }
  // What it had just begun for a caller holds its socket, and takes connections, until it has seen that it is alone.
  // Somebody else may have the port by now, so not for ever.
  const end = performance.now() + patienceMs;
  while (performance.now() < end && (await takesConnections())) await sleep(5);
}

const signals = { fast: "SIGINT", atOnce: "SIGQUIT", killed: "SIGKILL" } as const;

async function end(): Promise<void> {
  await stop("atOnce");
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  process.exit();
}

async function run(program: string, words: readonly string[]): Promise<void> {
  const child = launch(program, words);
  let said = "";
  child.stderr?.on("data", (text) => (said += String(text)));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${program} does not run: ${said.trim().slice(0, 500)}`);
}

/** Its groups too: those of root would still be root's. */
function launch(program: string, words: readonly string[]): ChildProcess {
  const { TZ: _, ...environment } = process.env;
  const child = spawn(join(folder, "native", "bin", program), words, {
    ...owner(),
    cwd: folder,
    env: { ...environment, LC_ALL: "C" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  // What it logs is read and dropped, or it would wait for somebody to do so.
  child.stderr?.resume();
  child.on("error", () => {});
  return child;
}

async function takesConnections(): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Below those that a system gives to whoever asks for any: one of those might be another's between two starts. */
async function freePort(): Promise<number> {
  for (;;) {
    const wanted = randomInt(10_000, 32_000);
    const probe = createServer().listen(wanted, "127.0.0.1");
    const isFree = await once(probe, "listening").then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    probe.close();
    await once(probe, "close");
    return wanted;
  }
}
