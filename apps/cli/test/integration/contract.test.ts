import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { program, run } from "../support/run.js";
import { sandboxHome, temporaryFolder } from "../support/sandbox-home.js";

// What scripts rely on, as the README and leaseline.schema.json say it.

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.sinch;

const price = {
  setup: { amount: "0.00", currency: "USD" },
  recurring: { amount: "0.80", currency: "USD" },
  intervalMonths: 1,
};
const leasing = ["lease", plain, "--account", "sinch", "--yes", "--expect-price", "0.80 USD"];
const json = async (...words: readonly string[]) =>
  (await run([...words, "--json"], at.environment)).document();

// Every document that a test of this suite looks at is held against the schema: see run.ts.
describe("the documents of --json", () => {
  it("are offers for search and quote", async () => {
    const found = await json("search", "--country", "US", "--limit", "1", "--account", "sinch");
    expect(found["offers"]).toHaveLength(1);
    expect(await json("quote", plain)).toMatchObject({
      offers: [{ number: plain, account: "sinch", provider: "sinch", price }],
    });
  });

  it("are a lease for lease, show, watch and release, and leases for list", async () => {
    const documents = [await json(...leasing)];
    control.clock.advance(3_600_000);
    documents.push(await json("show", plain), await json("watch", plain));
    expect(await json("list")).toMatchObject({ leases: [{ number: plain }] });
    documents.push(await json("release", plain, "--yes", "--confirm", plain.slice(-4)));
    for (const document of documents)
      expect(document).toMatchObject({
        lease: { number: plain, account: "sinch", provider: "sinch" },
      });
  });

  it("are operations for operations and reconcile", async () => {
    await json(...leasing);
    expect(await json("operations")).toMatchObject({
      operations: [{ number: plain, account: "sinch", provider: "sinch", kind: "lease", price }],
    });
    expect(await json("reconcile")).toEqual({ operations: [], waysOut: [] });
  });

  it("have null for what the provider did not say", async () => {
    control.fault("sinch.check", { status: 200, body: { phoneNumber: plain } });
    expect(await json("quote", plain)).toMatchObject({ offers: [{ price: null, place: null }] });
  });

  it("are totals and next charges for spend", async () => {
    await json(...leasing);
    const document = await json("spend");
    expect(document).toEqual({
      monthly: [{ amount: "0.80", currency: "USD" }],
      bill: [{ amount: "0.80", currency: "USD" }],
      unpriced: [],
      leftOut: [],
      nextCharges: [
        {
          number: plain,
          account: "sinch",
          provider: "sinch",
          price: { ...price, setup: null },
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        },
      ],
    });
  });
});

describe("a failure", () => {
  const cases: readonly [exitCode: number, kind: string, words: readonly string[]][] = [
    [2, "usage", ["show", "123"]],
    [2, "usage", ["search"]],
    [2, "usage", ["search", "--country", "US", "--limit", "0"]],
    [2, "usage", ["reconcile", "--wait", "2147484"]],
    [2, "usage", ["serch", "--country", "US"]],
    [2, "usage", ["accounts"]],
    [2, "bad-input", ["search", "--country", "XX"]],
    [4, "not-leased", ["show", plain]],
    [4, "number-taken", ["quote", "+12025559999"]],
    [5, "consent-missing", ["lease", plain, "--account", "sinch"]],
    [
      5,
      "price-differs",
      ["lease", plain, "--account", "sinch", "--yes", "--expect-price", "1 USD"],
    ],
    [7, "no-account", ["list", "--account", "other"]],
  ];
  it.each(cases)("ends with %i and says %s: %o", async (exitCode, kind, words) => {
    const ended = await run([...words, "--json"], at.environment);
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.document()).toEqual({
      error: { kind, message: expect.stringMatching(/\S/), spent: "nothing" },
    });
    expect(ended.stderr).toBe("");
    // For a person the same is on stderr, and stdout stays empty.
    const told = await run(words, at.environment);
    expect({ exitCode: told.exitCode, stdout: told.stdout }).toEqual({ exitCode, stdout: "" });
    expect(told.stderr).toMatch(/\S/);
  });

  it("ends with 7 without any account", async () => {
    const { exitCode, document } = await run(["list", "--json"], {
      LEASELINE_HOME: temporaryFolder(),
    });
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({ error: { kind: "no-account", spent: "nothing" } });
  });

  it("ends with 7 when the keys are not accepted", async () => {
    const { exitCode, document } = await run(["list", "--json"], {
      ...at.only("contiguity"),
      CONTIGUITY_API_KEY: "contiguity_sk_wrong",
    });
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({ error: { kind: "unauthorized", spent: "nothing" } });
  });
});

describe("help, version and completion", () => {
  it("tells the version", async () => {
    const { stdout, exitCode } = await run(["--version"], {});
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(exitCode).toBe(0);
  });

  it("names every command and exit code", async () => {
    const { stdout, exitCode } = await run(["--help"], { LEASELINE_HOME: at.home });
    expect(exitCode).toBe(0);
    const commands =
      "accounts search quote lease list show release spend watch operations reconcile sandbox";
    for (const command of commands.split(" "))
      expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
    for (const code of [0, 1, 2, 3, 4, 5, 6, 7])
      expect(stdout).toMatch(new RegExp(` ${code}  ?\\S`));
  });

  it("says in a command's help what cannot be left out", async () => {
    const { stdout } = await run(["lease", "--help"], { LEASELINE_HOME: at.home });
    expect(stdout.match(/--\S+ <\S+> \(required\)/g)).toEqual(["--account <id> (required)"]);
  });

  it.each([
    ["help", "--help"],
    ["help lease", "lease --help"],
    ["caps help set", "caps set --help"],
  ])("shows with “%s” what “%s” shows", async (asked, flag) => {
    const [one, other] = await Promise.all(
      [asked, flag].map((words) => run(words.split(" "), { LEASELINE_HOME: at.home })),
    );
    expect(one?.exitCode).toBe(0);
    expect(one?.stdout).toBe(other?.stdout);
  });

  it.each([
    ["caps ste USD 5", "There is no command “caps ste”. There is list, set, remove."],
    ["ledger mvoe", "There is no command “ledger mvoe”. There is status, use, move."],
  ])("takes no misspelt command for an argument: %s", async (words, said) => {
    const { stderr, exitCode } = await run(words.split(" "), { LEASELINE_HOME: at.home });
    expect(stderr).toBe(`${said}\n`);
    expect(exitCode).toBe(2);
  });

  it.each(["", "accounts"])("says apart from the help what is wrong: “%s”", async (words) => {
    const typed = words.split(" ").filter(Boolean);
    const { stderr, exitCode } = await run(typed, { LEASELINE_HOME: at.home });
    expect(stderr).toMatch(/\S\n\nA command is missing\.\n$/);
    expect(exitCode).toBe(2);
  });

  it.each([
    "",
    "list",
    "list --",
    "list --account",
    "accounts add",
    "accounts check",
    "accounts remove",
    "caps",
    "caps remove",
    "caps set USD",
    "quote",
    "abandon",
    "search --country US --type",
  ])("does not say again a key that was typed where none belongs: “%s”", async (words) => {
    const key = "contiguity_sk_0123456789abcdef";
    const typed = words.endsWith("--") ? `${words}${key}` : `${words} ${key}`;
    for (const more of [[], ["--json"]]) {
      const given = [...typed.split(" ").filter(Boolean), ...more];
      const { stdout, stderr } = await run(given, { LEASELINE_HOME: at.home });
      expect(stdout + stderr).toContain("•••");
      expect(stdout + stderr).not.toContain(key);
    }
  });

  it.each(["bash", "zsh", "fish", "powershell"])(
    "prints a completion script for %s",
    async (shell) => {
      const { stdout, exitCode } = await run(["complete", shell], { LEASELINE_HOME: at.home });
      expect(exitCode).toBe(0);
      expect(stdout).toContain("leaseline");
    },
  );

  it.each([
    [["sea"], "search"],
    [["accounts", ""], "remove"],
    [["search", "--type", ""], "toll-free"],
    [["lease", "--expect"], "--expect-price"],
  ])("completes %o with %s", async (words, completed) => {
    const { stdout } = await run(["complete", "--", ...words], { LEASELINE_HOME: at.home });
    expect(stdout).toContain(completed);
  });

  it.each([
    [["leaseline", "led"], "ledger"],
    [["leaseline", "search", "--type", ""], "mobile local toll-free"],
    [["leaseline", "search", "--type", "=", "m"], "mobile"],
    [["leaseline", "show", "$(touch typed)", ">", "typed", ""], ""],
  ])(
    "completes %o in bash, read twice, and carries out nothing of it",
    async (words, completed) => {
      const folder = temporaryFolder();
      const script = `
      leaseline() { "${process.execPath}" "${program}" "$@"; }
      for time in 1 2; do source <(leaseline complete bash); done
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
      $(complete -p leaseline | sed "s/.* -F \\([^ ]*\\).*/\\1/") leaseline "\${COMP_WORDS[COMP_CWORD]}" ""
      echo "\${COMPREPLY[*]}"`;
      const shell = spawnSync("bash", ["--norc", "-c", script, "bash", ...words], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(shell).toMatchObject({ stdout: `${completed}\n`, stderr: "" });
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});
