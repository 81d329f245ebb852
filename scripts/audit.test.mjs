import { expect, it } from "vitest";
import { judgeAudit, notAsked } from "./audit.mjs";

const answer = (vulnerabilities, advisories = {}) =>
  JSON.stringify({ advisories, metadata: { vulnerabilities } });

it("lets pass what is known to be harmless, or of low severity", () => {
  expect(judgeAudit(answer({ low: 0, moderate: 2, high: 0, critical: 0 })).exitCode).toBe(0);
});

it.each(["high", "critical"])("fails for what is of %s severity, by name", (severity) => {
  const one = { module_name: "left", title: "It leaks", severity, url: "https://example.test/1" };
  const { exitCode, told } = judgeAudit(answer({ [severity]: 1 }, { 1: one }));
  expect(exitCode).toBe(1);
  expect(told).toContain("left: It leaks");
});

it.each([
  "Error: ERR_PNPM_AUDIT_BAD_RESPONSE\n  × The audit endpoint responded with 405:",
  '{"error":{"code":"ERR_PNPM_AUDIT_BAD_RESPONSE"}}',
  "",
])("takes no answer for no success: %j", (output) => {
  expect(judgeAudit(output).exitCode).toBe(notAsked);
});
