import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sandbox } from "@leaseline/sandbox";
import { type Proxy, startProxy } from "@leaseline/postgres-host/proxy";

const program = join(import.meta.dirname, "member.mjs");
/** Two looks agree soon; but what a process had sent when it was killed is taken up later on a busy machine. */
export const timing = {
  onItsWayMs: 500,
  afterDeathMs: 1000,
  lagMs: 100,
  looksAfterMs: [0, 20],
  provingLooks: 80,
};
const isLinux = process.platform === "linux";

/** Machines that share a ledger: each has a folder, an address and a way to the database of its own. */
export interface Fleet {
  readonly machines: readonly Proxy[];
  readonly size: number;
  /** @returns what it answers, or null when it was killed meanwhile. A new one takes its place. */
  ask<Answer>(member: number, message: object): Promise<Answer | null>;
  /** Ends a process at once, as the system would. */
  kill(member: number): void;
  /** Ends all but the first one, and nobody takes their places. */
  retire(): Promise<void>;
  close(): Promise<void>;
}

export interface FleetOptions {
  readonly machines: number;
  readonly perMachine: number;
  /** Of the database; or what says whose it is by now. */
  readonly port: number | (() => number);
  readonly schema: string;
  readonly sandbox: Sandbox;
  /** How long after a loss nothing is leased; left out, as long as for everybody. */
  readonly lossSettlesMs?: number;
}

export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { machines: count, perMachine, port, schema, sandbox, lossSettlesMs } = options;
  const folder = mkdtempSync(join(tmpdir(), "leaseline-fleet-"));
  const machines = await Promise.all(
    // Only Linux has all of 127.0.0.0/8 by itself.
    Array.from({ length: count }, (_, index) =>
      startProxy(port, `127.0.0.${isLinux ? index + 2 : 1}`),
    ),
  );
  const { contiguity, sinch } = sandbox;
  const start = async (member: number): Promise<ChildProcess> => {
    const machine = member % count;
    const home = join(folder, `machine-${machine}`);
    mkdirSync(home, { recursive: true });
    const child = fork(program, { execArgv: [], env: {} });
    await once(child, "message");
    const ledger = {
      connection: `postgres://postgres@${machines[machine]?.host}:${machines[machine]?.port}/postgres`,
      schema,
      folder: home,
      holder: `process ${child.pid} on machine ${machine}`,
      ...(lossSettlesMs !== undefined && { lossSettlesMs }),
    };
    await answerOf(child, { do: "open", ledger, contiguity, sinch, timing });
    return child;
  };
  const members = await Promise.all(
    Array.from({ length: count * perMachine }, (_, member) => start(member)),
  );
  return {
    machines,
    size: members.length,
    ask: async <Answer>(member: number, message: object) => {
      const child = members[member];
      if (!child) throw new Error("there is no such process");
      const answer = await answerOf(child, message);
      if (answer === null) members[member] = await start(member);
      // As member.mjs answers it.
      return answer as Answer | null;
    },
    kill: (member) => void members[member]?.kill("SIGKILL"),
    retire: async () => void (await Promise.all(members.slice(1).map(end))),
    close: async () => {
      await Promise.all(members.map(end));
      await Promise.all(machines.map((machine) => machine.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  const gone = child.exitCode === null && child.signalCode === null && once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function answerOf(child: ChildProcess, message: object): Promise<unknown> {
  const stop = new AbortController();
  const { signal } = stop;
  try {
    const answer = Promise.race([
      once(child, "message", { signal }).then(
        ([said]) => said as { result?: unknown; failed?: string },
      ),
      once(child, "exit", { signal }).then(() => null),
    ]);
    // Where nobody waits for it any more.
    answer.catch(() => {});
    if (child.exitCode !== null || child.signalCode !== null) return null;
    child.send(message, () => {});
    const said = await answer;
    if (said?.failed !== undefined) throw new Error(said.failed);
    return said === null ? null : said.result;
  } finally {
    stop.abort();
  }
}
