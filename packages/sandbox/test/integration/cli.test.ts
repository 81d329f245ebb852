import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { openSandbox } from "../support/open-sandbox.js";

const program = join(import.meta.dirname, "../../dist/cli.js");

function run(...words: readonly string[]) {
  const child = spawn(process.execPath, [program, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function fail(...words: readonly string[]) {
  const child = run(...words);
  const [errors, output, [exitCode]] = await Promise.all([
    text(child.stderr),
    text(child.stdout),
    once(child, "close"),
  ]);
  expect(output).toBe("");
  return { exitCode, errors };
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "prints where it is, for a shell to read, stays up, and ends on %s",
  async (signal) => {
    const child = run("--port", "0");
    const environment = new Map<string, string>();
    for await (const line of createInterface(child.stdout)) {
      const [, name, value] = /^([A-Z_]+)=(.+)$/.exec(line) ?? [];
      expect(name, line).toBeDefined();
      if (name && value) environment.set(name, value);
      if (name === "LEASELINE_SINCH_AUTH_URL") break;
    }
    const ofThese = [...environment.keys()].filter((name) => /SANDBOX|CONTIGUITY|SINCH/.test(name));
    expect(ofThese).toEqual([
      "LEASELINE_SANDBOX_URL",
      "CONTIGUITY_API_KEY",
      "SINCH_PROJECT_ID",
      "SINCH_KEY_ID",
      "SINCH_KEY_SECRET",
      "LEASELINE_CONTIGUITY_URL",
      "LEASELINE_SINCH_URL",
      "LEASELINE_SINCH_AUTH_URL",
    ]);
    const response = await fetch(`${environment.get("LEASELINE_CONTIGUITY_URL")}/numbers/leases`, {
      headers: { authorization: `Token ${environment.get("CONTIGUITY_API_KEY")}` },
    });
    expect(response.status).toBe(200);
    const closed = once(child, "close");
    child.kill(signal);
    expect(await closed).toEqual([0, null]);
  },
);

test("ends on a signal that comes as soon as it has said where it is, also on a machine that is slow to go on", async () => {
  const slow = `const { log } = console;
    console.log = (...words) => {
      log(...words);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    };`;
  const child = spawn(process.execPath, ["--import", `data:text/javascript,${slow}`, program]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const closed = once(child, "close");
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  expect(await closed).toEqual([0, null]);
});

test.each([["--port", "99999"], ["--port", "x"], ["--port"], ["--prot", "1"], ["extra"]])(
  "refuses %s %s in one line",
  async (...words) => {
    const { exitCode, errors } = await fail(...words);
    expect(exitCode).toBe(2);
    expect(errors).toMatch(/^.+ Usage: leaseline-sandbox \[--port N\]\n$/);
  },
);

test("says in one line that the port is in use", async () => {
  const { url } = await openSandbox();
  const { port } = new URL(url);
  const { exitCode, errors } = await fail("--port", port);
  expect(exitCode).toBe(1);
  expect(errors).toBe(`The sandbox could not start: port ${port} is in use.\n`);
});
