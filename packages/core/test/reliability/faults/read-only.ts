import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Sandbox, specialNumbers } from "@leaseline/sandbox";
import { expect, onTestFinished } from "vitest";
import { nodeTransport } from "../../../src/node/node-transport.js";
import { temporaryFolder } from "../../support/ledger-harness.js";
import { runProgram } from "./child.js";
import { after, ledgerAt } from "./ledger-stage.js";
import { stage, stageOn } from "./stage.js";

const transport = nodeTransport();
const { plain, bareData } = specialNumbers.contiguity;
/** Root may write everywhere, so its process becomes somebody who is nobody. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** The number is leased already. */
export async function readOnlyProfile(): Promise<string> {
  const on = await stage({
    transport,
    ledger: ledgerAt(join(temporaryFolder(), "x", "ledger.sqlite")),
  });
  const path = join(folderForAll(), "profile", "ledger.sqlite");
  const ledger = ledgerAt(path);
  const held = stageOn(on.sandbox, { transport, ledger });
  await held.held();
  await ledger.close();
  return inReadOnlyProfile(path, on.sandbox, "committed");
}

/** Whoever wanted the number has died, with the request on its way. */
export async function readOnlyAfterCrash(): Promise<string> {
  const first = await stage({ transport });
  await first.held();
  return inReadOnlyProfile(await after("sent", first, folderForAll()), first.sandbox, "sent");
}

/** A process of a user who may read the profile and write nothing. */
async function inReadOnlyProfile(path: string, sandbox: Sandbox, state: string): Promise<string> {
  const folder = dirname(path);
  const inside = readdirSync(folder).map((name) => join(folder, name));
  const folders = [folder, ...inside.filter((one) => statSync(one).isDirectory())];
  for (const one of inside) chmodSync(one, 0o444);
  for (const one of folders) chmodSync(one, 0o555);
  // Whoever the process becomes has to come as far as here.
  chmodSync(dirname(folder), 0o755);
  // Or nobody but root could remove it.
  onTestFinished(() => folders.forEach((one) => chmodSync(one, 0o755)));
  const written = await runProgram(readingOnly, {
    path,
    contiguity: sandbox.contiguity,
    number: bareData,
    nobody,
  });
  const { failure, rehearsed, listed, operations } = JSON.parse(written) as Record<string, unknown>;
  expect(failure).toEqual({ kind: "ledger-unavailable", reason: "read-only" });
  expect(rehearsed).toEqual(failure);
  expect(listed).toEqual([plain]);
  expect(operations).toEqual([{ number: plain, state }]);
  expect(sandbox.control.writes()["contiguity.lease"].received).toBe(1);
  return "B";
}

const readingOnly = `
  import { createLeaseClient } from "@leaseline/core";
  import { sqliteLedger } from "@leaseline/core/node";
  import { contiguityProvider } from "@leaseline/core/contiguity";
  const account = contiguityProvider({ ...given.contiguity, account: "a" });
  // Root may write everywhere, so it has to become somebody else: once everything is loaded, as that one
  // may not be let in to where the modules are.
  if (process.getuid?.() === 0) {
    await account.quote(given.number);
    process.setgid(given.nobody);
    process.setuid(given.nobody);
  }
  const ledger = sqliteLedger({ path: given.path });
  const client = createLeaseClient({ accounts: [account], ledger });
  const failureOf = (leasing) =>
    client
      .quote("a", given.number)
      .then((quoted) => leasing(quoted, { unknownPrice: true }))
      .then(() => null, (error) => error.failure);
  const rehearsed = await failureOf(client.rehearseLease);
  const failure = await failureOf(client.lease);
  const listed = [];
  for await (const event of client.list())
    if (event.kind === "items") listed.push(...event.items.map(({ number }) => number));
  const operations = await client.operations();
  console.log(JSON.stringify({
    failure,
    rehearsed,
    listed,
    operations: operations.map(({ number, state }) => ({ number, state })),
  }));
`;

/** A folder that the process can come to, whoever it becomes: root's own temporary folder may be closed to others. */
function folderForAll(): string {
  if (!isRoot) return temporaryFolder();
  const place = [tmpdir(), "/tmp", "/var/tmp", "/dev/shm"].find(isOpen);
  if (place === undefined) throw new Error("as root, this needs a temporary folder open to others");
  return temporaryFolder(place);
}

function isOpen(folder: string): boolean {
  const enter = ["-c", 'cd "$1"', "sh", folder];
  const { status } = spawnSync("/bin/sh", enter, { cwd: "/", uid: nobody, gid: nobody });
  return status === 0;
}
