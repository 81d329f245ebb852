import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../test-support/ledger-harness.js";
import { createPresence, lock } from "./presence.js";

const opened = (folder: string) => {
  const presence = createPresence(folder);
  onTestFinished(() => presence.close());
  return presence;
};

it("tells that a session lives for as long as it is not closed", () => {
  const folder = join(temporaryFolder(), "sessions");
  const one = opened(folder);
  const two = createPresence(folder);
  expect(one.isGone(two.session)).toBe(false);
  expect(one.isGone(one.session)).toBe(false);
  two.close();
  expect(one.isGone(two.session)).toBe(true);
});

it("takes whoever has no file for gone, and makes none to find out", () => {
  const folder = temporaryFolder();
  const one = opened(folder);
  for (const other of ["", "../../etc/passwd", crypto.randomUUID()])
    expect(one.isGone(other)).toBe(true);
  expect(new Set(readdirSync(folder).map((name) => name.slice(0, 36)))).toEqual(
    new Set([one.session]),
  );
});

it("tells that a session is gone as soon as its process has been killed", async () => {
  const folder = temporaryFolder();
  const one = opened(folder);
  const child = spawn(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      holding(join(folder, "11111111-1111-4111-8111-111111111111.lock")),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await once(child.stdout, "data");
  const session = "11111111-1111-4111-8111-111111111111";
  expect(one.isGone(session)).toBe(false);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(one.isGone(session)).toBe(true);
  // And leaves nothing behind.
  expect(readdirSync(folder).filter((name) => name.startsWith(session))).toEqual([]);
});

it("gives a lock to one at a time", () => {
  const file = join(temporaryFolder(), "one.lock");
  const held = lock(file);
  expect(held).not.toBeNull();
  expect(lock(file)).toBeNull();
  held?.close();
  const next = lock(file);
  expect(next).not.toBeNull();
  next?.close();
});

it("waits for a lock no longer than it is told", () => {
  const file = join(temporaryFolder(), "one.lock");
  const held = lock(file);
  const start = performance.now();
  expect(lock(file, 200)).toBeNull();
  expect(performance.now() - start).toBeGreaterThan(150);
  held?.close();
});

/** A program that holds a lock as a session does, and never ends. */
function holding(file: string): string {
  return `
    import { DatabaseSync } from "node:sqlite";
    const held = new DatabaseSync(${JSON.stringify(file)});
    held.exec("BEGIN EXCLUSIVE");
    console.log("held");
    setInterval(() => held, 1000);
  `;
}
