import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../support/ledger-harness.js";

it("is kept by each of several processes that choose at the same moment", async () => {
  const folder = temporaryFolder();
  const ends = Array.from({ length: 4 }, async () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", choosing, folder], {
      cwd: import.meta.dirname,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = once(child, "close");
    onTestFinished(async () => {
      child.kill("SIGKILL");
      await ended;
    });
    return (await ended)[0];
  });
  expect(await Promise.all(ends)).toEqual([0, 0, 0, 0]);
  expect(readdirSync(folder)).toEqual(["ledger.json"]);
  expect(readFileSync(join(folder, "ledger.json"), "utf8")).toContain("db.example");
});

/** A program that runs on the built package. */
const choosing = `
  import { keepLedgerChoice } from "@leaseline/core/node";
  const folder = process.argv[1];
  for (let times = 0; times < 300; times += 1)
    keepLedgerChoice(folder, { address: "postgres://app@db.example/leaseline", isInKeychain: false });
`;
