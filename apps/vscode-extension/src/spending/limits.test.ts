import { describe, expect, it } from "vitest";
import { money } from "../../test/support/examples.js";
import { limitLine, spendingLimits } from "./limits.js";

const read = (settings: Record<string, unknown>) => spendingLimits((name) => settings[name]);

describe("the limits in the settings", () => {
  it("are none where nothing is set", () => {
    expect(read({})).toEqual({ kind: "set", caps: [] });
    expect(read({ monthlyCaps: {}, perLeaseCaps: {} })).toEqual({ kind: "set", caps: [] });
  });

  it("are one for each currency and kind", () => {
    const settings = {
      monthlyCaps: { USD: "50.00", EUR: "20" },
      perLeaseCaps: { USD: "25.5" },
    };
    expect(read(settings)).toEqual({
      kind: "set",
      caps: [
        { kind: "monthly", limit: money("50.00") },
        { kind: "monthly", limit: money("20.00", "EUR") },
        { kind: "per-lease", limit: money("25.50") },
      ],
    });
  });

  it.each([
    { monthlyCaps: { USD: 50 } },
    { monthlyCaps: { USD: "fifty" } },
    { monthlyCaps: { USD: "-1" } },
    { monthlyCaps: { USD: "1e9" } },
    { monthlyCaps: { USD: "50,00" } },
    { monthlyCaps: { USD: null } },
    { monthlyCaps: ["50.00"] },
    { monthlyCaps: "50.00" },
    { monthlyCaps: { USD: "50.00" }, perLeaseCaps: { $: "5" } },
  ])("are unusable as a whole when one of them is: %j", (settings) => {
    const limits = read(settings);
    expect(limits.kind).toBe("unusable");
    if (limits.kind !== "unusable") return;
    expect(limits.failure).toMatchObject({
      kind: "bad-input",
      field: `spending.${"perLeaseCaps" in settings ? "perLeaseCaps" : "monthlyCaps"}`,
    });
  });
});

it("are shown as they hold, and not rounded up to what they refuse", () => {
  const caps = [{ kind: "monthly", limit: money("1.005") }] as const;
  const spent = { kind: "monthly", total: money("1.01"), first: null } as const;
  expect(limitLine(spent, caps, "en-US")).toBe("Limit: $1.005/month; with this lease $1.01/month.");
});
