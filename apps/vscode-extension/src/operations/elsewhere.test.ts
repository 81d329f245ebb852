import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AccountIdentity, type Ledger, createLeaseClient } from "@leaseline/core";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { sqliteLedger } from "@leaseline/core/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { e164, exampleActions, exampleOperation } from "../../test/support/examples.js";
import type { AccountGroup } from "../accounts/account-group.js";
import {
  type ScriptedPrompts,
  scriptedPrompts,
  yes,
} from "../../test/support/integration/scripted-prompts.js";
import { failureSentence } from "../words/translate.js";
import { standingOf } from "./held-number.js";
import { stopChecking } from "../commands/stop-checking.js";

const number = e164("+13055550100");
const nobody = () => Promise.reject(new Error("nobody is asked"));

let folder: string;
let prompts: ScriptedPrompts;
let opened: Ledger[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leaseline-others-"));
  opened = [];
  prompts = scriptedPrompts(yes, yes);
});
afterEach(async () => {
  await Promise.all(opened.map((ledger) => ledger.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** A session on the one ledger, as each machine has. */
function session(): Ledger {
  const ledger = sqliteLedger({ path: join(folder, "ledger.sqlite") });
  opened.push(ledger);
  return ledger;
}

/** This window, whose one account is another one than that of `elsewhere`. */
function window() {
  const ledger = session();
  // Nothing is asked of it.
  const accounts = [contiguityProvider({ account: "mine", apiKey: "contiguity_sk_mine" })];
  return { ledger, client: createLeaseClient({ accounts, ledger }) };
}

/** A lease that another machine has begun, with an account of its own. */
async function elsewhere() {
  const ledger = session();
  const identity = "sinch|https://numbers.api.sinch.com|team" as AccountIdentity;
  const request = { ...exampleOperation({ account: "team", number }), identity };
  const claim = await ledger.claim(request);
  if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
  return { ledger, operation: await ledger.record(claim.operation.id, { kind: "sent" }) };
}

const group = ({ ledger, client }: ReturnType<typeof window>): AccountGroup => ({
  ledger,
  isShared: true,
  accounts: () => [],
  connect: async () => ({ client, identities: new Map(), troubles: new Map() }),
  renew: () => {},
  close: nobody,
});

describe("what another machine has begun with an account that is not here", () => {
  it("is not given up, also where nobody is at it any more; it is told whose it is", async () => {
    const { ledger, operation } = await elsewhere();
    const here = window();
    const accounts = { find: () => null, groupWith: async () => group(here) };
    expect(await stopChecking(operation, { prompts, accounts })).toBe(false);
    expect(prompts.texts[0]).toMatch(
      new RegExp(`team \\(sinch\\), which is not connected here, and process ${process.pid} `),
    );
    await ledger.close();
    expect(await stopChecking(operation, { prompts, accounts })).toBe(false);
    expect(prompts.texts[1]).toMatch(
      /team \(sinch\), which is not connected.* a machine that has its keys/,
    );
    expect(await here.ledger.find(operation.id)).toMatchObject({ state: "sent" });
  });

  it("is not called given up where its account was removed since the question", async () => {
    const { operation } = await elsewhere();
    const accounts = { find: () => null, groupWith: async () => null };
    expect(await stopChecking(operation, { prompts, accounts })).toBe(false);
    expect(prompts.texts).toEqual([expect.stringMatching(/was not stopped\..*team \(sinch\)/)]);
  });

  it.each(["lease", "release"] as const)(
    "stands against a %s here, with who is at it, with what and since when",
    async (kind) => {
      const { operation } = await elsewhere();
      const wanted = { kind, account: "mine", number };
      const tools = { prompts, actions: exampleActions };
      const since = operation.startedAt.slice(0, 16).replace("T", " ");
      const asked = standingOf(wanted, window().client, tools);
      const failure = await asked.then(
        () => null,
        ({ failure: found }) => found,
      );
      expect(failureSentence(failure)).toContain(
        `with the account team by process ${process.pid}, since ${since} (UTC)`,
      );
    },
  );
});
