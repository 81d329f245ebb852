// The results of the suite in the form of vitest's JSON reporter, so that all suites are added up alike.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

export interface Failure {
  readonly fullName: string;
  readonly status: "failed";
  readonly failureMessages: readonly string[];
}

export interface Counts {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
}

export async function writeResults(
  file: string,
  { passes, failures, pending }: Counts,
  assertionResults: readonly Failure[],
  message = "",
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const results = {
    numPassedTests: passes,
    numFailedTests: failures,
    numPendingTests: pending,
    testResults: [
      {
        name: "apps/vscode-extension/test/integration",
        status: failures > 0 ? "failed" : "passed",
        message,
        assertionResults,
      },
    ],
  };
  await writeFile(file, JSON.stringify(results));
}

/** For a suite that has ended before its tests were counted: `reason` stands for all of them. */
export function writeBreakdown(file: string, reason: string): Promise<void> {
  return writeResults(file, { passes: 0, failures: 1, pending: 0 }, [], reason);
}
