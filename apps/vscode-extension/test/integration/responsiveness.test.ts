import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { pick } from "../../src/host/quick-pick.js";
import type { Answer, PickQuestion } from "../../src/prompts/prompts.js";
import { goTo } from "../support/integration/accounts.js";
import { asPerson, runCommand, services, until } from "../support/integration/extension.js";
import { type LargeProvider, startLargeProvider } from "../support/integration/large-provider.js";
import { longestWait } from "../support/integration/pings.js";
import { nextList } from "../support/integration/shown-list.js";
import { scriptedPrompts, shownBy } from "../support/integration/scripted-prompts.js";
import { slowness, used } from "../support/slowness.js";

const held = 5000;
const offeredEach = 5000;
/** Their keys, and what they are called. */
const accounts = ["holder", ...Array.from({ length: 19 }, (_, index) => `other-${index + 1}`)];
const offered = accounts.length * offeredEach;

/** The most that everything else in the extension host may have to wait for us, in ms. */
const mostMs = 100;
/** The most that a key may take until its rows are there, in ms. */
const mostForKeyMs = 16;
/** In one of its times the whole suite's memory may be tidied up, which is not the work's own. */
const again = [1, 2, 3];

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
    for (const _ of again) {
      await waits.of("reading", () => runCommand("leaseline.refresh"));
      assert.equal(list.now.leases.length, held);
      await waits.of("a look into the ledger", () => list.look());
      await waits.of("more rows", async () => choices.showMore("holder"));
      await waits.of("by country", async () => choices.groupBy("country"));
      await waits.of("by state", async () => choices.groupBy("state"));
      await waits.of("by account", async () => choices.groupBy("account"));
    }

    const keys = stopwatch();
    const stop = new AbortController();
    await asPerson({
      ...scriptedPrompts(),
      pick: async (question) => {
        const { choices: given } = question;
        if (typeof given === "function") return search(question, waits, keys);
        for await (const { choices: shown } of shownBy(given, "", stop.signal)) {
          const found = shown.find(({ label }) =>
            /^All (accounts|types)|United States$/.test(label),
          );
          if (found) return { kind: "answered", value: found.value };
        }
        return { kind: "cancelled" };
      },
    });
    for (const _ of again) await vscode.commands.executeCommand("leaseline.search");
    await waits.of("the panel of prices", async () => {
      await runCommand("leaseline.showPricing");
      // Its page comes and asks in its own time: what that takes of the host is looked for as long.
      await new Promise((resolve) => setTimeout(resolve, 1000));
    });

    waits.check(mostMs, 9);
    keys.check(mostForKeyMs, 7);
  });
});

/** Types into the editor's own list of what was found, and closes it. */
async function search<Value>(
  question: PickQuestion<Value>,
  waits: Stopwatch,
  keys: Stopwatch,
): Promise<Answer<Value>> {
  const list = nextList();
  let answer: Promise<Answer<Value>> = Promise.resolve({ kind: "cancelled" });
  await waits.of("opening the search", async () => {
    answer = pick(question);
    const { box } = await list;
    await until("all is found", () => !box.busy);
  });
  const { box, drawn } = await list;
  for (const area of ["201", "210", "219"])
    for (const [what, typed] of typings(area)) {
      await keys.time(what, async () => {
        const rows = drawn();
        box.value = typed;
        await rows;
      });
      assert.ok(box.items.length >= 200, `${box.items.length} rows`);
      await until("nothing more is looked for", () => !box.busy);
    }
  box.hide();
  return answer;
}

const typings = (area: string) =>
  [
    ["a digit", area.slice(0, 1)],
    ["two", area.slice(0, 2)],
    ["three", area],
    ["four", `${area}2`],
    ["five", `${area}20`],
    ["and a word", `${area} sms`],
    ["after a word", `mms ${area}2`],
  ] as const;

interface Stopwatch {
  /** How long the work keeps everything else waiting, with what the editor does about it right after: the least of its times. */
  of(what: string, work: () => PromiseLike<unknown>): Promise<void>;
  /** How long the work takes: the least of its times. */
  time(what: string, work: () => Promise<unknown>): Promise<void>;
  /** That everything was within `mostMs`, and was measured. */
  check(mostMs: number, times: number): void;
}

function stopwatch(): Stopwatch {
  const least = new Map<string, number>();
  let slowest = 1;
  const note = async (what: string, ms: number) => {
    least.set(what, Math.min(ms, least.get(what) ?? Infinity));
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
      const all = [...least];
      assert.equal(all.length, times);
      const figures = all.map(([what, ms]) => `${what} ${ms.toFixed(1)}`).join(", ");
      process.stdout.write(`ms (of ${mostMs}, times ${slowest.toFixed(1)}): ${figures}\n`);
      const late = all.filter(([, ms]) => ms > mostMs * slowest);
      assert.deepEqual(late, [], `on a machine that is ${slowest} times slower than others`);
    },
  };
}
