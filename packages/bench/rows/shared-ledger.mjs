import { mkdtempSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@leaseline/postgres-host";
import { startClaimer } from "../support/processes.mjs";
import { inRounds, quantile } from "../support/rounds.mjs";
import { row } from "../support/row.mjs";

const forMs = 2000;
/** What a request to a provider takes at the least. */
const requestMs = 20;

/** A ledger in PostgreSQL, durable as it is by default, beside one in a file: claims by several processes at once. */
export async function sharedLedgerRows(rounds) {
  const server = await startPostgres({}, (reason) => console.error(`Left out: ${reason}.`));
  if (!server) return [];
  const folder = mkdtempSync(join(homedir(), ".leaseline-bench-"));
  let ledgers = 0;
  const opened = (kind, count) => {
    ledgers += 1;
    const name = `${kind} ${ledgers}`;
    const where =
      kind === "file"
        ? { path: join(folder, `${name}.sqlite`) }
        : { postgres: { connection: server.connection, schema: name, folder } };
    return claimers(count, where);
  };
  try {
    const rows = [];
    for (const count of [1, 4, 16]) {
      const slowest = { ours: [], "a file": [] };
      const measure = (kind, who) => async () => {
        const fleet = await opened(kind, count);
        const took = (await fleet.ask({ do: "claim", forMs })).flat();
        await fleet.end();
        slowest[who].push(quantile(took, 0.99));
        return took.length / (forMs / 1000);
      };
      const rate = await inRounds(Math.min(rounds, 3), {
        ours: measure("postgres", "ours"),
        "a file": measure("file", "a file"),
      });
      const by = count === 1 ? "one process" : `${count} processes`;
      rows.push(
        row(`shared ledger: claims by ${by}`, "1/s", rate, []),
        row(`shared ledger: 99 of 100 claims by ${by} take`, "ms", slowest, []),
      );
    }
    const fleets = { ours: await opened("postgres", 1), "a file": await opened("file", 1) };
    const share = (fleet) => async () => {
      const [took] = await fleet.ask({ do: "lease", times: 20 });
      return quantile(took, 0.5) / requestMs;
    };
    const written = await inRounds(Math.min(rounds, 5), {
      ours: share(fleets.ours),
      "a file": share(fleets["a file"]),
    });
    for (const fleet of Object.values(fleets)) await fleet.end();
    const what = `shared ledger: all that is written for one lease, beside a request of ${requestMs} ms`;
    return [...rows, row(what, "share", written, [])];
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

async function claimers(count, where) {
  const started = await Promise.all(Array.from({ length: count }, () => startClaimer()));
  // The first one makes it.
  for (const [member, one] of started.entries()) await one.ask({ do: "open", member, ...where });
  return {
    ask: (job) => Promise.all(started.map((one) => one.ask(job))),
    end: async () => started.forEach((one) => one.end()),
  };
}
