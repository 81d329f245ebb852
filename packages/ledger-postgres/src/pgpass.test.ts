import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { keptPassword } from "./pgpass.js";

const target = { host: "db.example", port: 5432, database: "fleet", user: "app" };
const folder = mkdtempSync(join(tmpdir(), "leaseline-pgpass-"));
const PGPASSFILE = join(folder, "pgpass");
afterAll(() => rmSync(folder, { recursive: true }));

const kept = (text: string, where: Partial<typeof target> = {}) => {
  writeFileSync(PGPASSFILE, text, { mode: 0o600 });
  return keptPassword({ ...target, ...where }, { PGPASSFILE });
};

describe("a password that is kept for PostgreSQL's own programs", () => {
  it.each([
    ["of the place that is written out", "db.example:5432:fleet:app:secret", "secret"],
    ["of any place", "*:*:*:*:secret\n", "secret"],
    ["of one letter", "*:*:*:*:x", "x"],
    ["on the first line that fits", "# app\n\nother:*:*:*:no\n*:*:fleet:*:yes\n*:*:*:*:no", "yes"],
    ["with a colon and a backslash in it", String.raw`*:*:*:*:a\:b\\c`, String.raw`a:b\c`],
    ["with a colon that is not marked as its own", "*:*:*:*:a:b", "a:b"],
    ["with odd characters", "*:*:*:*:p@s/w#o?r%d é ", "p@s/w#o?r%d é "],
    ["on lines as Windows ends them", "*:*:*:app:secret\r\n", "secret"],
  ])("is found %s", (_, text, password) => {
    expect(kept(text)).toBe(password);
  });

  it("is found for a role, a host and a database with a colon or a backslash in their names", () => {
    const odd = { host: "::1", database: "a\\", user: "b:c" };
    expect(kept(String.raw`\:\:1:5432:a\\:b\:c:secret`, odd)).toBe("secret");
  });

  it.each([
    "",
    "*:*:*:*:",
    "db.example:5433:fleet:app:no",
    "*:*:*:App:no",
    "#*:*:*:*:no",
    "nonsense",
  ])("is not there, which is said: %j", (text) => {
    expect(() => kept(text)).toThrow(/requires a password, and none was given/);
  });

  it("is not there where there is no such file, or a folder", () => {
    for (const path of [join(folder, "none"), folder])
      expect(() => keptPassword(target, { PGPASSFILE: path })).toThrow(/none was given/);
  });

  it.skipIf(process.platform === "win32")("is not waited for where a pipe is in its place", () => {
    const pipe = join(folder, "pipe");
    execFileSync("sh", ["-c", 'mkfifo -m 600 "$0"', pipe]);
    // Waits for a reader. Without it, a test that fails would wait for ever.
    const write = 'echo "*:*:*:*:secret" > "$0"';
    const writer = spawn("sh", ["-c", write, pipe], { stdio: "ignore" });
    onTestFinished(() => void writer.kill());
    expect(() => keptPassword(target, { PGPASSFILE: pipe })).toThrow(/none was given/);
  });

  it.skipIf(process.platform === "win32")("is not taken from a file that others may read", () => {
    const open = join(folder, "open.pgpass");
    writeFileSync(open, "*:*:*:*:secret");
    chmodSync(open, 0o640);
    expect(() => keptPassword(target, { PGPASSFILE: open })).toThrow(
      /Others may read .*open.pgpass, so no/,
    );
  });
});
