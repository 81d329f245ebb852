// Asks the registry what is known against the packages that we use, and ends with 1 when that is of high severity.
// A registry that does not answer such questions ends it with `notAsked`: then nothing is known, which is no success.
import { spawnSync } from "node:child_process";

/** What the sysexits of Unix call a failure that passes. */
export const notAsked = 75;

/**
 * @param output - what `pnpm audit --json` has printed.
 * @returns what is told of it, and the exit code.
 */
export function judgeAudit(output) {
  const found = parse(output);
  if (!found?.metadata?.vulnerabilities)
    return { exitCode: notAsked, told: `The registry could not be asked: ${firstWords(output)}` };
  const { high = 0, critical = 0 } = found.metadata.vulnerabilities;
  const grave = Object.values(found.advisories ?? {})
    .filter(({ severity }) => severity === "high" || severity === "critical")
    .map((one) => `${one.module_name}: ${one.title} (${one.severity}) ${one.url}`);
  if (high + critical === 0) return { exitCode: 0, told: "Nothing of high severity is known." };
  return { exitCode: 1, told: [`${high + critical} of high severity:`, ...grave].join("\n") };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const firstWords = (text) => text.replaceAll(/\s+/g, " ").trim().slice(0, 200);

if (import.meta.main) {
  const words = ["audit", "--audit-level", "high", "--json"];
  const shell = process.platform === "win32";
  const { stdout, stderr } = spawnSync("pnpm", words, { encoding: "utf8", shell });
  const { exitCode, told } = judgeAudit(stdout?.trim() || stderr || "pnpm did not start");
  console.log(told);
  process.exitCode = exitCode;
}
