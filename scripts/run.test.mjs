import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (name) => readFileSync(join(root, name), "utf8");
const needed = JSON.parse(read("package.json")).engines.node.replace(">=", "");

async function say(words, flags = []) {
  // Nothing can be built by these: there is no npx on an empty path.
  const env = { ...process.env, PATH: "" };
  const file = join(root, "scripts", "run.mjs");
  const child = spawn(process.execPath, [...flags, file, ...words], { env });
  const exit = new Promise((resolve) => child.once("close", resolve));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: await exit, output, errors };
}

/** Loaded before anything else, it makes this Node say that it is another. */
const pretend = (version) => [
  "--import",
  `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"${version}"})`,
];

describe("a Node that is too old", () => {
  it.each(["12.22.12", "18.20.8", "20.0.0", "20.9.0"])(
    "is told so in one sentence: %s",
    async (version) => {
      const { exitCode, output, errors } = await say(["start"], pretend(version));
      expect(exitCode).toBe(1);
      expect(output).toBe("");
      expect(errors).toMatch(
        new RegExp(
          `^Leaseline needs Node ${needed} or newer, and this is Node ${version}\\. .*\\n$`,
        ),
      );
    },
  );

  it.each(["20.11.0", "22.0.0", "26.1.0"])("is not %s", async (version) => {
    expect((await say(["start", "--help"], pretend(version))).exitCode).toBe(0);
  });

  it("is too old by one number, wherever it stands", () => {
    for (const page of ["README.md", "CONTRIBUTING.md"]) {
      expect(read(page)).toContain(`Node ${needed} or newer`);
    }
  });

  it("can read the file that tells it", () => {
    // Everything newer than Node 12 is behind the import.
    expect(read("scripts/run.mjs")).not.toMatch(
      /\?\?|\?\.|import\.meta\.dirname|^(const|let).*await/m,
    );
  });
});

describe("what is said to the commands", () => {
  it("is answered without building when it asks for help", async () => {
    const { exitCode, output } = await say(["start", "--help"]);
    expect(output).toContain("--no-open");
    expect(exitCode).toBe(0);
  });

  it("is refused before building when it is no flag", async () => {
    const { exitCode, errors } = await say(["start", "--brwoser"]);
    expect(errors).toContain("There is no flag `--brwoser`.");
    expect(exitCode).toBe(2);
  });

  it("names the suites that there are when it names one that is not", async () => {
    const { exitCode, output, errors } = await say(["test", "typo"]);
    expect(errors).toContain("There is no suite `typo`.");
    expect(errors).toContain("`test`, `test:integration`, `test:journey`");
    expect(output).toBe("");
    expect(exitCode).toBe(2);
  });

  it("is told what there is when it is no command", async () => {
    const { exitCode, errors } = await say(["tset"]);
    expect(errors).toContain("start | test | check");
    expect(exitCode).toBe(2);
  });
});
