import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { type OnTerminal, ctrlC, ctrlD, enter, onTerminal } from "../support/on-terminal.js";
import { loadedBefore, run } from "../support/run.js";
import { type Environment, sandboxHome, untilRequest } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const leasing = ["lease", plain, "--account", "contiguity"];
const question = `Lease ${plain} for`;
const lineFeed = "\n";
const leftOut = "What is typed before the question is left out.";
const sent = () => control.writes()["contiguity.lease"].received;

/** A lease whose question comes once it is let go of. @param fixture - loaded before the program. */
async function beforeTheQuestion(fixture?: string) {
  const more: Environment = fixture ? { NODE_OPTIONS: loadedBefore(fixture) } : {};
  control.hold("contiguity.get");
  const terminal = onTerminal(leasing, { ...at.environment, ...more });
  await untilRequest(at.sandbox, "contiguity.get");
  return terminal;
}

/** Resolves once the terminal has it, which shows what it takes. */
async function typed(terminal: OnTerminal, keys: string): Promise<void> {
  terminal.type(keys);
  await terminal.shows(keys.slice(0, 1));
}

describe("the question of a lease", () => {
  it.each(["y", "Y", "yes", "YES", " yes ", "no\b\byes"])("takes “%s” for a yes", async (line) => {
    const terminal = onTerminal(leasing, at.environment);
    await terminal.shows(question);
    terminal.type(line + enter);
    expect(await terminal.ended).toBe(0);
    expect(sent()).toBe(1);
  });

  it.each([
    ["another word with that letter", `maybe${enter}`],
    ["the next command, pasted", `yarn test${enter}`],
    ["several lines", `yarn test${enter}y${enter}`],
    ["several lines with other ends", `yarn test${lineFeed}y${enter}`],
    ["an empty line first", `${lineFeed}y${enter}`],
    [
      "lines in brackets, as terminals paste them",
      `\u001b[200~yarn test${enter}y${enter}\u001b[201~`,
    ],
    ["two of them", `yy${enter}`],
  ])("takes %s for no yes", async (_, keys) => {
    const terminal = onTerminal(leasing, at.environment);
    await terminal.shows(question);
    terminal.type(keys);
    expect(await terminal.ended).toBe(5);
    expect(sent()).toBe(0);
  });

  it.each([
    ["Ctrl+C", ctrlC],
    ["Ctrl+D", ctrlD],
  ])("spends nothing on %s in the middle of an answer", async (_, keys) => {
    const terminal = onTerminal(leasing, at.environment);
    await terminal.shows(question);
    terminal.type(`yes${keys}${enter}`);
    expect(await terminal.ended).toBe(1);
    expect(sent()).toBe(0);
  });
});

describe("what was typed before the question", () => {
  it.each([
    ["a line", `yes${enter}`],
    ["a line that has no end yet", "y"],
    ["both", `yes${enter}y`],
    ["several lines", `yarn test${enter}y${enter}yes${lineFeed}`],
    ["a line that a busy machine does not read at once", `yes${enter}`, "busy-when-asking.cjs"],
  ])("is no yes to a lease: %s", async (_, keys, fixture?: string) => {
    const terminal = await beforeTheQuestion(fixture);
    await typed(terminal, keys);
    control.letGo();
    await terminal.shows(leftOut);
    await terminal.shows(question);
    terminal.type(enter);
    expect(await terminal.ended).toBe(5);
    expect(sent()).toBe(0);
  });

  it("takes along the rest of it that comes later", async () => {
    const terminal = await beforeTheQuestion("until-more-comes.cjs");
    await typed(terminal, "echo ");
    control.letGo();
    await terminal.shows(leftOut);
    terminal.type(`y${enter}`);
    await terminal.shows(question);
    terminal.type(enter);
    expect(await terminal.ended).toBe(5);
    expect(sent()).toBe(0);
  });

  it("keeps nobody from answering afterwards", async () => {
    const terminal = await beforeTheQuestion();
    terminal.type(`no${enter}`);
    await terminal.shows("no");
    control.letGo();
    await terminal.shows(question);
    terminal.type(`y${enter}`);
    expect(await terminal.ended).toBe(0);
    expect(sent()).toBe(1);
  });

  it("is no answer where it has Ctrl+D in it", async () => {
    const terminal = await beforeTheQuestion();
    terminal.type(`${ctrlD}yes${ctrlD}`);
    // What comes after the question has the terminal is Ctrl+D, and ends it.
    await terminal.shows("yes");
    control.letGo();
    await terminal.shows(question);
    terminal.type(enter);
    expect(await terminal.ended).toBe(5);
    expect(sent()).toBe(0);
  });

  it("ends it where that is Ctrl+C, also while it is waited for a pause", async () => {
    const terminal = await beforeTheQuestion();
    await typed(terminal, "y");
    control.letGo();
    await terminal.shows(leftOut);
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(1);
    expect(sent()).toBe(0);
  });

  it("is no consent to a lease without a price", async () => {
    const body = { data: { id: plain, status: "available" } };
    control.fault("contiguity.get", { status: 200, body, times: "always" });
    const terminal = await beforeTheQuestion();
    await typed(terminal, `${plain.slice(-4)}${enter}`);
    control.letGo();
    await terminal.shows("Type the number's last four digits");
    terminal.type(enter);
    expect(await terminal.ended).toBe(5);
    expect(sent()).toBe(0);
  });

  it("is no consent to a release", async () => {
    const [number = ""] = control.leaseMany({ provider: "contiguity", count: 1 });
    const terminal = onTerminal(["release", number], at.environment);
    terminal.type(`${number.slice(-4)}${enter}`);
    await terminal.shows("Type its last four digits");
    terminal.type(enter);
    expect(await terminal.ended).toBe(5);
    expect(control.owned("contiguity")).toEqual([number]);
  });

  it("is no consent to looser caps", async () => {
    await run(["caps", "set", "USD", "5"], at.environment);
    const terminal = onTerminal(["caps", "set", "USD", "500"], at.environment);
    // Before the process has begun to run.
    terminal.type(`y${enter}`);
    await terminal.shows("Loosen the caps?");
    terminal.type(enter);
    expect(await terminal.ended).toBe(5);
    const { stdout } = await run(["caps", "--json"], at.environment);
    expect(JSON.parse(stdout)).toMatchObject({ caps: [{ limit: { amount: "5.00" } }] });
  });
});
