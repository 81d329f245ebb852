import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { binaries } from "./binaries.js";
import type { Answer, Given, Order } from "./keeper.js";

/** A PostgreSQL of its own, on loopback, with an empty database. */
export interface PostgresServer {
  /** `postgres://postgres@127.0.0.1:PORT/postgres`: its superuser, who needs no password here. */
  readonly connection: string;
  readonly port: number;
  /** The folder with its data, for {@link PostgresOptions.standbyOf}. */
  readonly data: string;
  /** Of the postmaster, for who wants to signal it. */
  pid(): Promise<number>;
  /** Away: `fast` ends every session and writes a checkpoint, `killed` is SIGKILL of all of it. */
  stop(how: "fast" | "killed"): Promise<void>;
  /** Back, on the same port and with what was durable. */
  start(): Promise<void>;
  /** Gone for good, and everything that it had on the disk. The end of this process does the same. */
  close(): Promise<void>;
}

export interface PostgresOptions {
  /** Of the server, such as `["fsync=off"]`. */
  readonly settings?: readonly string[];
  /**
   * It begins with the data of this one, which is stopped meanwhile, and then follows whom the setting
   * `primary_conninfo` names, until `SELECT pg_promote()` is asked of it.
   */
  readonly standbyOf?: PostgresServer;
  /** It takes connections with TLS, beside those without, and shows this certificate. In the PEM format. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/**
 * Starts one within a second or two. It runs in the care of a process of its own, which ends it when this one ends,
 * however that is.
 * @returns null where there is none for this platform, or where it does not run; `onNone` is told why.
 */
export async function startPostgres(
  { settings = [], standbyOf, tls }: PostgresOptions = {},
  onNone: (reason: string) => void = () => {},
): Promise<PostgresServer | null> {
  const found = binaries();
  if (found === null) {
    onNone(`there is no PostgreSQL for ${process.platform} on ${process.arch}`);
    return null;
  }
  // Also where this runs from the sources.
  const program = fileURLToPath(new URL("../dist/keeper.js", import.meta.url));
  const copyOf = standbyOf?.data ?? null;
  const given: Given = { programs: found, settings, copyOf, tls: tls ?? null };
  const keeper = fork(program, [JSON.stringify(given)], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const first = await answerOf(keeper);
  if (!("port" in first)) {
    await ended(keeper);
    onNone("failed" in first ? first.failed : "PostgreSQL's keeper said no port");
    return null;
  }
  let turn: Promise<unknown> = Promise.resolve();
  const ask = (order: Order): Promise<Answer> => {
    const answer = turn.then(async () => {
      const answered = answerOf(keeper);
      keeper.send(order);
      const said = await answered;
      if ("failed" in said) throw new Error(said.failed);
      return said;
    });
    turn = answer.catch(() => {});
    return answer;
  };
  const { port, data } = first;
  return {
    connection: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    data,
    pid: async () => pidOf(await ask({ do: "pid" })),
    stop: async (how) => void (await ask({ do: "stop", how })),
    start: async () => void (await ask({ do: "start" })),
    close: () => ended(keeper),
  };
}

function pidOf(answer: Answer): number {
  if ("pid" in answer) return answer.pid;
  throw new Error("PostgreSQL's keeper said no process id");
}

async function answerOf(keeper: ChildProcess): Promise<Answer> {
  const stop = new AbortController();
  const { signal } = stop;
  try {
    return await Promise.race([
      // As keeper.ts sends it.
      once(keeper, "message", { signal }).then(([message]) => message as Answer),
      once(keeper, "exit", { signal }).then(() => ({ failed: "PostgreSQL's keeper has ended" })),
    ]);
  } finally {
    stop.abort();
  }
}

/** It ends by itself when nobody holds the channel any more. */
async function ended(keeper: ChildProcess): Promise<void> {
  const gone = keeper.exitCode === null ? once(keeper, "exit") : null;
  if (keeper.connected) keeper.disconnect();
  await gone;
}
