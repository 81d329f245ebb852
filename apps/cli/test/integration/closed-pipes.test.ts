import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { program, start } from "../support/run.js";
import { sandboxHome, temporaryFolder, untilRequest } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const leasing = ["lease", plain, "--account", "contiguity"];
const agreed = ["--yes", "--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"];
const received = () => control.writes()["contiguity.lease"]?.received ?? 0;
const streams = ["stdout", "stderr"] as const;

/** As a shell starts it: with what stands behind the command. */
async function inShell(words: readonly string[], behind: string): Promise<number> {
  const shell = spawn("bash", ["-c", `"$0" "$@" ${behind}`, process.execPath, program, ...words], {
    env: { ...at.environment, PATH: process.env["PATH"] ?? "" },
    stdio: "ignore",
  });
  const [exitCode] = await once(shell, "close");
  return exitCode;
}

describe.each(streams)("a lease whose %s is closed", (stream) => {
  it.each([[["--json"]], [[]]])(
    "before anything was sent is done, and ends with 0: %o",
    async (flags) => {
      const running = start([...leasing, ...agreed, ...flags], at.environment);
      running.child[stream]?.destroy();
      expect((await running.ended).exitCode).toBe(0);
      expect(control.owned("contiguity")).toEqual([plain]);
      expect(received()).toBe(1);
    },
  );

  it("while the request is on its way is done, and ends with 0", async () => {
    control.hold("contiguity.lease");
    const running = start([...leasing, ...agreed], at.environment);
    await untilRequest(at.sandbox, "contiguity.lease");
    running.child[stream]?.destroy();
    control.letGo();
    expect((await running.ended).exitCode).toBe(0);
    expect(control.owned("contiguity")).toEqual([plain]);
  });

  it("ends with 3 when the outcome is not known", async () => {
    control.hold("contiguity.lease");
    control.fault("contiguity.lease", { status: 500, body: "", after: true });
    const running = start([...leasing, ...agreed], at.environment);
    await untilRequest(at.sandbox, "contiguity.lease");
    control.fault("contiguity.get", { html: true, times: "always" });
    control.fault("contiguity.leased", { html: true, times: "always" });
    running.child[stream]?.destroy();
    control.letGo();
    expect((await running.ended).exitCode).toBe(3);
  });

  it("ends with 5 when the price differs", async () => {
    const running = start([...leasing, "--yes", "--expect-price", "1.00 USD"], at.environment);
    running.child[stream]?.destroy();
    expect((await running.ended).exitCode).toBe(5);
    expect(received()).toBe(0);
  });
});

it.each(["> /dev/full", "2> /dev/full", ">&- 2>&-"])(
  "a lease %s is done, and ends with 0",
  async (behind) => {
    expect(await inShell([...leasing, ...agreed], behind)).toBe(0);
    expect(control.owned("contiguity")).toEqual([plain]);
  },
);

it.each(["--version", "--help", "list --json"])(
  "%s whose reader has gone ends with 0, and says nothing of it",
  async (words) => {
    const running = start(words.split(" "), at.environment);
    running.child.stdout?.destroy();
    const { exitCode, stderr } = await running.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  },
);

it.each(["list --json", "list", "--help", "search --help", "--version", "complete bash"])(
  "“%s” that does not fit where stdout goes ends with 1, and says so: a part is not taken for the whole",
  async (words) => {
    const file = join(temporaryFolder(), "stderr");
    expect(await inShell(words.split(" "), `> /dev/full 2> ${file}`)).toBe(1);
    expect(readFileSync(file, "utf8")).toContain("The answer is not whole");
  },
);

it("an answer of which only a part fits ends with 1", async () => {
  const folder = temporaryFolder();
  const shell = `ulimit -f 1; "$0" "$@" > ${folder}/stdout 2> ${folder}/stderr`;
  const ended = spawn("bash", ["-c", shell, process.execPath, program, "--help"], {
    // Nothing else is written: no folder can be made there.
    env: { PATH: process.env["PATH"] ?? "", LEASELINE_HOME: join(program, "state") },
  });
  expect((await once(ended, "close"))[0]).toBe(1);
  expect(readFileSync(join(folder, "stdout")).length).toBeGreaterThan(0);
  expect(readFileSync(join(folder, "stderr"), "utf8")).toContain("The answer is not whole");
});

it("a failure that does not fit where stdout goes is told on stderr, and ends as it would", async () => {
  const file = join(temporaryFolder(), "stderr");
  expect(await inShell(["show", plain, "--json"], `> /dev/full 2> ${file}`)).toBe(4);
  expect(readFileSync(file, "utf8")).toMatch(/does not hold this number[^]* is not whole: /);
});

it.each(streams)("a release whose %s is closed is done, and ends with 0", async (stream) => {
  const [number = ""] = control.leaseMany({ provider: "contiguity", count: 1 });
  const running = start(
    ["release", number, "--yes", "--confirm", number.slice(-4)],
    at.environment,
  );
  running.child[stream]?.destroy();
  expect((await running.ended).exitCode).toBe(0);
  expect(control.owned("contiguity")).toEqual([]);
});

it("a sandbox whose environment nobody reads ends, and leaves nothing behind", async () => {
  const folder = temporaryFolder();
  const running = start(["sandbox"], { LEASELINE_HOME: at.home, TMPDIR: folder });
  running.child.stdout?.destroy();
  const { exitCode, stderr } = await running.ended;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(existsSync(folder) && readdirSync(folder)).toEqual([]);
});
