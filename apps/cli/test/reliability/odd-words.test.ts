import type { CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { specialNumbers } from "@leaseline/sandbox";
import { CommanderError } from "commander";
import { expect, it } from "vitest";
import { effort } from "../../../../scripts/effort.mjs";
import { buildProgram, usageError } from "../../src/command-line/program.js";
import type { Context } from "../../src/command.js";
import { exitCodeWords } from "../../src/exit-codes.js";
import { toldFailure } from "../../src/output/failures.js";
import { processTerminal } from "../../src/terminal/terminal.js";
import { heldToSchema } from "../support/schema.js";
import { type Environment, sandboxHome } from "../support/sandbox-home.js";

// Whatever is typed, in this process: commands with flags that do not go together, are there twice or lack a value, and
// values that are none. It is the same for every run, as nobody could repeat it otherwise.

// A command leaves its ledger open, as the program ends then: of more there would be too many open files.
const lines = effort({ quick: 500, soak: 3000 });
const at = await sandboxHome();
const { control } = at.sandbox;

// Of the provider that takes a number back at once, so that it can be leased again.
const number = specialNumbers.contiguity.plain;
const odd = [
  ..."- -- -1 0 1 12 01 1e3 0x10 NaN null {} [] ' \" \\ $(id) @file %s%n ../../x __proto__".split(
    " ",
  ),
  ..."unknown 5.005 $0.80 USD us US XX ＵＳ sms sms,sms SMS, sms= =a sms=a price mobile end".split(
    " ",
  ),
  ..."0100 sinch nobody mysql://x http://127.0.0.1:1 -h -V --help --yes --no-yes --accoun".split(
    " ",
  ),
  ..."+1 +12025550134x5 tel:+12025550134 0012025550134 +１２０２５５５０１３４ é 👩‍👩‍👧".split(" "),
  ..."0.80 USD|0.8 usd|0,80 USD|-1 USD|٥ USD||a\nb|a\0b|\u001b[31m|\ud800|\u202e1|U\u200bS".split(
    "|",
  ),
  "x".repeat(5000),
];
/** What makes a command go on to the next thing that can be wrong. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  number: [number],
  "--account": ["contiguity"],
  "--country": ["US", "DE"],
  "--expect-price": ["2.99 USD"],
  "--confirm": [number.slice(-4)],
};

/** These wait for something: a keychain, a server, a number's state, or Ctrl+C. */
const waiting: readonly string[] = ["accounts add", "ledger move", "sandbox", "watch"];

let state = 20_261_128;
/** From 0 up to 1 (mulberry32). */
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const isSo = (share: number) => random() < share;
function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("there is nothing to pick from");
  return item;
}
const valueFor = (name: string) => pick(isSo(0.9) ? (fitting[name] ?? odd) : odd);

interface Leaf {
  readonly name: string;
  readonly command: CommandUnknownOpts;
}

function leaves(command: CommandUnknownOpts, above = ""): readonly Leaf[] {
  return command.commands.flatMap((one) => {
    const name = `${above} ${one.name()}`.trim();
    return one.commands.length === 0 ? [{ name, command: one }] : leaves(one, name);
  });
}

const commands = leaves(buildProgram("0.0.0", async () => {})).filter(
  ({ name }) => !waiting.includes(name),
);

const spending = commands.filter(({ name }) => name === "lease" || name === "release");

function oddLine(): readonly string[] {
  const { name, command } = pick(isSo(0.5) ? spending : commands);
  const rest = command.registeredArguments
    .filter(() => isSo(0.95))
    .map((argument) => valueFor(argument.name()));
  for (const option of command.options)
    for (const share of [shareOf(option), 0.05])
      if (isSo(share)) rest.splice(isSo(0.5) ? 0 : rest.length, 0, ...flag(option));
  if (isSo(0.05)) rest.splice(Math.floor(random() * rest.length), 0, pick(odd));
  return [...name.split(" "), ...rest, "--json"];
}

function shareOf({ long, mandatory, required }: Option): number {
  if (mandatory) return 0.95;
  if (long && long in fitting) return 0.7;
  return required ? 0.1 : 0.4;
}

function flag({ long, required }: Option): readonly string[] {
  if (!long) throw new Error("a flag has no long name");
  if (!required) return [long];
  return isSo(0.2) ? [`${long}=${valueFor(long)}`] : [long, valueFor(long)];
}

/** As main.ts does it, but that nothing is written. */
async function cameOf(words: readonly string[], environment: Environment) {
  const ends: (() => Promise<void>)[] = [];
  const { signal } = new AbortController();
  const context: Context = {
    environment,
    signal,
    terminal: { ...processTerminal(signal), interactive: false, progress: () => {} },
    sent: () => {},
    atEnd: (work) => void ends.push(work),
  };
  let came: { readonly exitCode: number; readonly document: object | null } | null = null;
  const program = buildProgram("0.0.0", async (load, options) => {
    const command = await load();
    const { document, exitCode = 0 } = await command.run(context, options);
    command.text(document, context.terminal.style);
    command.remarks?.(document);
    came = { exitCode, document };
  });
  mute(program);
  try {
    await program.parseAsync([...words], { from: "user" });
    return came ?? { exitCode: 0, document: null };
  } catch (error) {
    const thrown = error instanceof CommanderError ? usageError(error, words) : error;
    if (thrown === null) return { exitCode: 0, document: null };
    const told = toldFailure(thrown);
    if (!told) throw new Error(`a defect: ${JSON.stringify(words)}`, { cause: error });
    return { exitCode: told.exitCode, document: { error: told.record } };
  } finally {
    for (const end of ends) await end();
  }
}

function mute(command: CommandUnknownOpts): void {
  const nowhere = () => {};
  command.configureOutput({ outputError: nowhere, writeOut: nowhere, writeErr: nowhere });
  command.commands.forEach(mute);
}

const received = () =>
  Object.values(control.writes()).reduce((sum, writes) => sum + writes.received, 0);

it(`of ${lines} odd lines, each ends with a code and a document that are known, and sends only what two flags agree to`, async () => {
  const sent = { lease: 0, release: 0 };
  for (let index = 0; index < lines; index += 1) {
    const words = oddLine();
    const before = received();
    const { exitCode, document } = await cameOf(words, at.only("contiguity"));
    const said = JSON.stringify(words);
    expect(Object.keys(exitCodeWords), said).toContain(String(exitCode));
    if (document) heldToSchema(words, JSON.parse(JSON.stringify(document)));
    const writes = received() - before;
    if (writes === 0) continue;
    const [name] = words;
    const consent = name === "lease" ? /^--expect-price/ : /^--confirm/;
    const agreed = words.includes("--yes") && words.some((word) => consent.test(word));
    expect({ writes, agreed, dry: words.includes("--dry-run") }, said).toEqual({
      writes: 1,
      agreed: true,
      dry: false,
    });
    if (name === "lease" || name === "release") sent[name] += 1;
    else throw new Error(`neither a lease nor a release has sent one: ${said}`);
  }
  // Else nothing has been tried of what matters.
  expect(sent.lease).toBeGreaterThan(0);
  expect(sent.release).toBeGreaterThan(0);
});
