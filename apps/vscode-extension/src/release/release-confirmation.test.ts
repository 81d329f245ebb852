import { describe, expect, it } from "vitest";
import { e164, exampleLease } from "../../test/support/examples.js";
import type { Occurrences } from "./occurrences.js";
import { type ReleaseContext, releaseConfirmation } from "./release-confirmation.js";

const context: ReleaseContext = {
  account: "Contiguity · acme",
  takesEffect: "at-once",
  occurrences: { kind: "no-workspace" },
  locale: "en",
};
const found = (...files: readonly string[]): Occurrences => ({
  kind: "searched",
  files: new Map(files.length > 0 ? [[e164("+13055550100"), files]] : []),
  whole: true,
});

describe("the question before a release", () => {
  it("asks for the last four digits", () => {
    const { digits, prompt } = releaseConfirmation(exampleLease(), context);
    expect(digits).toBe("0100");
    expect(prompt).toContain("Type its last four digits, 0100, to release it.");
  });

  it("says what is saved, of which account, and that it cannot be undone", () => {
    const { prompt } = releaseConfirmation(exampleLease(), context);
    expect(prompt).toMatch(
      /^Saves \$19\.99\/mo\. It stops working at once\. Account: Contiguity · acme\. It cannot be undone\./,
    );
  });

  it("goes on saying so when something else was typed", () => {
    const { wrong } = releaseConfirmation(exampleLease(), { ...context, account: null });
    expect(wrong).toBe(
      "Type 0100 to release it, or press Escape to keep it. Saves $19.99/mo. It stops working at once. It cannot be undone.",
    );
  });

  it("says until when the number goes on working", () => {
    const lease = exampleLease({ nextChargeAt: "2026-12-24T10:00:00Z" });
    const { prompt } = releaseConfirmation(lease, { ...context, takesEffect: "at-period-end" });
    expect(prompt).toContain("It goes on working until Dec 24, 2026.");
  });

  it("promises no date that the provider has not named", () => {
    const { prompt } = releaseConfirmation(exampleLease(), {
      ...context,
      takesEffect: "at-period-end",
    });
    expect(prompt).toContain("until the end of the period that is paid for");
  });

  it("promises no saving where the price is not known", () => {
    const { prompt } = releaseConfirmation(exampleLease({ price: null }), context);
    expect(prompt).not.toContain("Saves");
  });

  it("names the number beside its label", () => {
    const { title } = releaseConfirmation(exampleLease({ label: "support" }), context);
    expect(title).toBe("Release support, +1 305 555 0100");
  });

  it.each([
    [found(".env"), "It occurs in this workspace, in .env."],
    [found(".env", "a.ts"), "It occurs in this workspace, in .env and a.ts."],
    [found(".env", "a.ts", "b", "c"), "in .env, a.ts and 2 more files."],
    [{ ...found(), whole: false } as Occurrences, "a part of this workspace only, and not found"],
    [{ kind: "untrusted" } as const, "not looked for in this workspace, which is not trusted."],
  ] as const)("says where the number occurs in the workspace: %j", (occurrences, words) => {
    expect(releaseConfirmation(exampleLease(), { ...context, occurrences }).prompt).toContain(
      words,
    );
  });

  it("says nothing of a workspace where it does not occur", () => {
    const { prompt } = releaseConfirmation(exampleLease(), { ...context, occurrences: found() });
    expect(prompt).not.toContain("workspace");
  });
});
