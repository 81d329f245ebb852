import { join } from "node:path";
import { expect, it } from "vitest";
import { specialNumbers } from "@leaseline/sandbox";
import { runProgram } from "../reliability/faults/child.js";
import { sharedSandbox } from "../support/shared-sandbox.js";
import { temporaryFolder } from "../support/ledger-harness.js";

const sandbox = await sharedSandbox();

// Windows has no such limit for a process.
it.skipIf(process.platform === "win32")(
  "a process that has as many files open as it may sends nothing, and says why",
  async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const told = await runProgram(program, {
      path,
      contiguity: sandbox.contiguity,
      number: specialNumbers.contiguity.plain,
    });
    const refused = { kind: "ledger-unavailable", reason: "no-handles" };
    expect(JSON.parse(told)).toEqual({
      read: refused,
      leased: refused,
      connected: { kind: "not-sent", reason: "no-handles" },
      again: "committed",
    });
    expect(sandbox.control.writes()["contiguity.lease"].received).toBe(1);
  },
);

const program = `
  import { closeSync, openSync } from "node:fs";
  import { devNull } from "node:os";
  import { createLeaseClient } from "@leaseline/core";
  import { nodeTransport, sqliteLedger } from "@leaseline/core/node";
  import { contiguityProvider } from "@leaseline/core/contiguity";
  const account = contiguityProvider({ ...given.contiguity, account: "a" });
  const ledger = sqliteLedger({ path: given.path });
  const client = createLeaseClient({ accounts: [account], ledger });
  const quote = await client.quote("a", given.number);
  const told = (work) => work.then(({ kind }) => kind ?? "done", (error) => error.failure);
  const taken = [];
  const exhaust = () => {
    for (;;)
      try {
        taken.push(openSync(devNull, "r"));
      } catch (error) {
        if (error.code === "EMFILE") return;
        throw error;
      }
  };
  exhaust();
  const read = await told(client.operations());
  const leased = await told(client.lease(quote));
  const fresh = contiguityProvider({ ...given.contiguity, account: "b", transport: nodeTransport() });
  const connected = await told(fresh.verify());
  for (const one of taken.splice(0)) closeSync(one);
  const again = await told(client.lease(quote));
  await client.close();
  await ledger.close();
  console.log(JSON.stringify({ read, leased, connected, again }));
`;
