import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { onceWords, runOnce } from "../support/processes.mjs";
import { inRounds } from "../support/rounds.mjs";
import { atMost, row } from "../support/row.mjs";

/** The command line, cold: beside an empty Node process, and beside the first call of the official SDK. */
export async function commandLineRows(server, rounds) {
  const cli = createRequire(import.meta.url).resolve("@leaseline/cli/dist/leaseline.cjs");
  const home = mkdtempSync(join(homedir(), ".leaseline-bench-"));
  const environment = {
    LEASELINE_HOME: home,
    CONTIGUITY_API_KEY: "contiguity_sk_bench",
    LEASELINE_CONTIGUITY_URL: `${server.address}/owned/25`,
  };
  const ms = (words) => async () => (await runOnce(words, environment)).processMs;
  const version = await inRounds(rounds, {
    ours: ms([cli, "--version"]),
    "empty process": ms(["--eval", "0"]),
  });
  const list = await inRounds(rounds, {
    ours: ms([cli, "list"]),
    official: ms(onceWords("contiguity official", server.address, "list", 25)),
  });
  rmSync(home, { recursive: true });
  return [
    row("command line: --version, cold", "ms", version, [atMost(2, "empty process")]),
    row("command line: list, cold", "ms", list, [atMost(0.75, "official")]),
  ];
}
