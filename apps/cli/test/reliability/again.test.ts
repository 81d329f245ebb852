import { setTimeout as sleep } from "node:timers/promises";
import { specialNumbers } from "@leaseline/sandbox";
import { afterAll, expect, it } from "vitest";
import { effort, report } from "../../../../scripts/effort.mjs";
import { operationsIn } from "../support/ledger-state.js";
import { run, start } from "../support/run.js";
import { sandboxHome, temporaryFolder } from "../support/sandbox-home.js";

// A job that is killed at any moment and tried again: one request for each of them, and never a word that nothing was
// spent where something was.

const at = await sandboxHome();
const { control } = at.sandbox;
const number = specialNumbers.contiguity.plain;

const commands = {
  lease: {
    words: ["lease", number, "--account", "contiguity", "--json", "--yes"].concat(
      ["--expect-price", "2.99 USD"],
      ["--expect-setup", "1.99 USD"],
    ),
    request: "contiguity.lease",
    done: [number],
  },
  release: {
    words: ["release", number, "--json", "--yes", "--confirm", number.slice(-4)],
    request: "contiguity.terminate",
    done: [],
  },
} as const;

type Kind = keyof typeof commands;

/** Each resolves when the first process is to be killed. */
const moments: Readonly<
  Record<string, (kind: Kind, home: string, signal: AbortSignal) => Promise<unknown>>
> = {
  "at its start": () => sleep(Math.random() * 200),
  "at any time": () => sleep(200 + Math.random() * 600),
  "when it has marked its request as sent": (kind, home, signal) =>
    until(signal, async () =>
      (await operationsIn(home)).some((one) => one.kind === kind && one.state === "sent"),
    ),
  "when its request has come": (kind, _home, signal) => {
    control.hold(commands[kind].request);
    return until(signal, () => requestsOf(kind) > 0);
  },
  "when its request was carried out, and not answered": (kind, _home, signal) => {
    control.fault(commands[kind].request, { noAnswer: true, after: true });
    return until(signal, () => isDone(kind));
  },
  "when it has its answer": (kind, home, signal) =>
    until(signal, async () =>
      (await operationsIn(home)).some((one) => one.kind === kind && one.state === "committed"),
    ),
};

const requestsOf = (kind: Kind) => control.writes()[commands[kind].request].received;
const isDone = (kind: Kind) =>
  JSON.stringify(control.owned("contiguity")) === JSON.stringify(commands[kind].done);

/** Resolves to how the second process ended. */
async function killedAndAgain(kind: Kind, moment: keyof typeof moments): Promise<number | null> {
  const { words } = commands[kind];
  control.reset();
  const home = temporaryFolder();
  const environment = { ...at.only("contiguity"), LEASELINE_HOME: home };
  if (kind === "release") await run(commands.lease.words, environment);
  const first = start(words, environment);
  // One that ends before its moment has come has done what it was told.
  const looking = new AbortController();
  const come = moments[moment]?.(kind, home, looking.signal);
  await Promise.race([come, first.ended]);
  first.child.kill("SIGKILL");
  await first.ended;
  // Whoever went on looking into the ledger would make its folder again when that is gone.
  looking.abort();
  await come;
  control.letGo();
  const second = await run(words, environment);
  const told = `${kind}, killed ${moment}: ${second.exitCode} ${second.stdout}`;
  expect([0, 3], told).toContain(second.exitCode);
  expect(requestsOf(kind), told).toBeLessThanOrEqual(1);
  if (second.exitCode === 0) expect(isDone(kind), told).toBe(true);
  if (requestsOf(kind) > 0) expect(second.stdout, told).not.toMatch(/nothing was (spent|sent)/i);
  return second.exitCode;
}

const rounds = effort({ quick: 1, soak: 25 });
const ended = { known: 0, unknown: 0 };

it.each(
  (["lease", "release"] as const).flatMap((kind) =>
    Object.keys(moments).map((moment) => [kind, moment] as const),
  ),
)("a %s that is killed %s and given again is one request, and one answer", async (kind, moment) => {
  for (let round = 0; round < rounds; round += 1) {
    const exitCode = await killedAndAgain(kind, moment);
    if (exitCode === 0) ended.known += 1;
    else ended.unknown += 1;
  }
});

afterAll(() =>
  report("commands given again", {
    "commands killed and given again": ended.known + ended.unknown,
    "ended with the outcome": ended.known,
    "ended with it not known yet": ended.unknown,
    "requests sent twice": 0,
  }),
);

async function until(signal: AbortSignal, holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!signal.aborted && !(await holds())) await sleep(5);
}
