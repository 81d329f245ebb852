import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import type { Choice, LiveChoices } from "../../src/prompts/prompts.js";
import { goTo } from "../support/integration/accounts.js";
import { asPerson, runCommand, services, until } from "../support/integration/extension.js";
import { type LargeProvider, startLargeProvider } from "../support/integration/large-provider.js";
import { longestWait, slowness, used } from "../support/integration/pings.js";
import { scriptedPrompts, shownBy } from "../support/integration/scripted-prompts.js";

const held = 5000;
const offeredEach = 5000;
/** Their keys, and what they are called. */
const accounts = ["holder", ...Array.from({ length: 19 }, (_, index) => `other-${index + 1}`)];
const offered = accounts.length * offeredEach;

/** The most that everything else in the extension host may have to wait for us, in ms. */
const mostMs = 100;
/** The most that a key may take until its rows are there, in ms. */
const mostForKeyMs = 16;

describe(`${held} leased numbers and ${offered} offers`, () => {
  let provider: LargeProvider;
  before(async () => {
    provider = await startLargeProvider(accounts, { held, offered: offeredEach });
  });
  after(() => provider.close());

  it("keep nobody waiting, neither while they are read and drawn nor while they are searched", async () => {
    await goTo(provider.address);
    const { store, list, choices } = await services();
    const kept = { provider: "contiguity", sandbox: false, production: false, revision: "" };
    await Promise.all(
      accounts.map((key) =>
        store.put({ ...kept, id: key, label: key }, { provider: "contiguity", apiKey: key }),
      ),
    );
    await until("every account is known", () => list.now.accounts.length === accounts.length);

    const waits = stopwatch();
    await waits.of("the view", () => vscode.commands.executeCommand("leaseline.numbers.focus"));
    await waits.of("reading", () => runCommand("leaseline.refresh"));
    assert.equal(list.now.leases.length, held);
    await waits.of("a look into the ledger", () => list.look());
    await waits.of("more rows", async () => choices.showMore("holder"));
    await waits.of("by country", async () => choices.groupBy("country"));
    await waits.of("by state", async () => choices.groupBy("state"));
    await waits.of("by account", async () => choices.groupBy("account"));

    const keys = stopwatch();
    const stop = new AbortController();
    await asPerson({
      ...scriptedPrompts(),
      pick: async ({ choices: given }) => {
        if (typeof given === "function") {
          await search(given, waits, keys);
          return { kind: "cancelled" };
        }
        for await (const { choices: shown } of shownBy(given, "", stop.signal)) {
          const found = shown.find(({ label }) =>
            /^All (accounts|types)|United States$/.test(label),
          );
          if (found) return { kind: "answered", value: found.value };
        }
        return { kind: "cancelled" };
      },
    });
    await vscode.commands.executeCommand("leaseline.search");
    await waits.of("the panel of prices", async () => {
      await runCommand("leaseline.showPricing");
      // Its page comes and asks in its own time: what that takes of the host is looked for as long.
      await new Promise((resolve) => setTimeout(resolve, 1000));
    });

    waits.check(mostMs, 10);
    keys.check(mostForKeyMs, 7);
  });
});

/** Types into the list of what was found, and asks for it by digits then. */
async function search(
  choices: LiveChoices<unknown>,
  waits: Stopwatch,
  keys: Stopwatch,
): Promise<void> {
  await waits.of("opening the search", async () => assertMany(await last(choices, "")));
  for (const typed of ["2", "20", "201", "2012", "20120", "201 sms", "mms 2012"]) {
    const key = new AbortController();
    const rows = choices(typed, key.signal)[Symbol.asyncIterator]();
    await keys.time(`typing “${typed}”`, async () => assertMany((await rows.next()).value.choices));
    key.abort();
    await rows.return?.(undefined);
  }
  await waits.of("asking for digits", async () => assertMany(await last(choices, "2012")));
}

interface Stopwatch {
  /** How long the work keeps everything else waiting, with what the editor does about it right after. */
  of(what: string, work: () => PromiseLike<unknown>): Promise<void>;
  /** How long the work takes. */
  time(what: string, work: () => Promise<unknown>): Promise<void>;
  /** That everything was within `mostMs`, and was measured. */
  check(mostMs: number, times: number): void;
}

function stopwatch(): Stopwatch {
  const all: { readonly what: string; readonly ms: number }[] = [];
  let slowest = 1;
  const note = async (what: string, ms: number) => {
    all.push({ what, ms });
    slowest = Math.max(slowest, await slowness());
  };
  return {
    of: async (what, work) =>
      note(
        what,
        await longestWait(async () => {
          await work();
          await new Promise((resolve) => setTimeout(resolve, 100));
        }),
      ),
    time: async (what, work) => note(what, await used(work)),
    check: (mostMs, times) => {
      assert.equal(all.length, times);
      const figures = all.map(({ what, ms }) => `${what} ${ms.toFixed(1)}`).join(", ");
      process.stdout.write(`ms (of ${mostMs}, times ${slowest.toFixed(1)}): ${figures}\n`);
      const late = all.filter(({ ms }) => ms > mostMs * slowest);
      assert.deepEqual(late, [], `on a machine that is ${slowest} times slower than others`);
    },
  };
}

async function last(
  choices: LiveChoices<unknown>,
  typed: string,
): Promise<readonly Choice<unknown>[]> {
  let rows: readonly Choice<unknown>[] = [];
  for await (const shown of choices(typed, new AbortController().signal)) rows = shown.choices;
  return rows;
}

function assertMany(rows: readonly Choice<unknown>[]): void {
  assert.ok(rows.length >= 200, `${rows.length} rows`);
}
