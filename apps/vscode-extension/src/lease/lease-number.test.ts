import type { SpendCap } from "@leaseline/core";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { atSandbox } from "../../test/support/at-sandbox.js";
import { e164, exampleActions, money } from "../../test/support/examples.js";
import {
  type Act,
  escape,
  no,
  scriptedPrompts,
  type,
  yes,
  yesAfter,
} from "../../test/support/integration/scripted-prompts.js";
import type { SpendingLimits } from "../spending/limits.js";
import { type LeaseTools, leaseNumber } from "./lease-number.js";

const unusable = {
  kind: "unusable",
  failure: { kind: "bad-input", field: "spending.monthlyCaps", reason: "no" },
} as const;
const { plain, priceRises } = specialNumbers.contiguity;

async function leasing(
  number: string,
  script: readonly Act[],
  changes: Partial<LeaseTools> = {},
  caps: readonly SpendCap[] = [],
) {
  const at = await atSandbox(caps);
  const prompts = scriptedPrompts(...script);
  const lease = async (more: Partial<LeaseTools> = {}) => {
    const tools = {
      ...at.tools,
      prompts,
      limits: () => ({ kind: "set", caps: [] }) as const,
      canGoBack: false,
    } as const;
    const end = await leaseNumber(at.account, e164(number), { ...tools, ...changes, ...more });
    prompts.check();
    return end;
  };
  return { ...at, prompts, lease };
}

describe("to lease a number", () => {
  it("asks with the price, and sends once", async () => {
    const { lease, writes, prompts, sandbox } = await leasing(plain, [yes]);
    expect(await lease()).toBe("leased");
    expect(prompts.confirmed[0]?.yes).toMatch(/^Lease for \$[\d.]+\/month$/);
    expect(writes()).toBe(1);
    expect(sandbox.control.owned("contiguity")).toEqual([plain]);
  });

  it("tells of one that is leased already what it is by now, and that it costs more", async () => {
    const { lease, writes, prompts, sandbox } = await leasing(plain, [yes]);
    await lease();
    const change = [
      { at: "/data/lease_status", to: "paused" },
      { at: "/data/pricing/monthly_rate", to: 7.5 },
    ];
    sandbox.control.fault("contiguity.get", { change, times: "always" });
    await lease();
    expect(prompts.told.at(-1)?.text).toMatch(/already: suspended.* costs more .*\$7\.50/);
    expect(writes()).toBe(1);
  });

  it("tells of a lease that the same request has come to while its price was asked for", async () => {
    const { lease, writes, client, sandbox } = await leasing(plain, []);
    sandbox.control.fault("contiguity.get", { delayMs: 1000 });
    const asking = lease();
    await expect.poll(() => sandbox.control.requests().length).toBeGreaterThan(0);
    await client.lease(await client.quote("first", e164(plain)));
    expect(await asking).toBe("leased");
    expect(writes()).toBe(1);
  });

  it("sends nothing when the person says no", async () => {
    const { lease, writes } = await leasing(plain, [no]);
    expect(await lease()).toBe("backed-out");
    expect(writes()).toBe(0);
  });

  it("asks again with both prices when it has risen, and sends nothing before that", async () => {
    const { lease, writes, prompts } = await leasing(priceRises, [yes, no]);
    expect(await lease()).toBe("backed-out");
    expect(prompts.confirmed).toHaveLength(2);
    expect(writes()).toBe(0);
  });

  it("leads to numbers like it, where somebody else has it", async () => {
    const searched: unknown[] = [];
    const actions = { ...exampleActions, searchSimilar: (like: unknown) => searched.push(like) };
    const { lease, sandbox, prompts } = await leasing(plain, [], { actions });
    sandbox.control.leaseElsewhere("contiguity", plain);
    expect(await lease()).toBe("failed");
    prompts.told[0]?.actions.find(({ label }) => label === "Show Similar")?.run();
    expect(searched).toEqual([{ account: "first", number: plain }]);
  });

  it("asks nothing that a limit would refuse", async () => {
    const caps = [{ kind: "per-lease", limit: money("0.50") }] as const;
    const { lease, writes, prompts } = await leasing(plain, [], {
      limits: () => ({ kind: "set", caps }),
    });
    expect(await lease()).toBe("failed");
    expect(prompts.told[0]?.text).toContain("the limit is $0.50");
    expect(writes()).toBe(0);
  });

  it("asks nothing where a limit cannot be understood", async () => {
    const { lease, writes, prompts } = await leasing(plain, [], { limits: () => unusable });
    expect(await lease()).toBe("failed");
    expect(prompts.told).toHaveLength(1);
    expect(writes()).toBe(0);
  });

  it("sends nothing where one cannot be understood any more when the person says yes", async () => {
    let limits: SpendingLimits = { kind: "set", caps: [] };
    const agree = yesAfter(async () => void (limits = unusable));
    const { lease, writes, prompts } = await leasing(plain, [agree], { limits: () => limits });
    expect(await lease()).toBe("failed");
    expect(prompts.texts.join()).toMatch(/Nothing was/);
    expect(writes()).toBe(0);
  });

  it("has it typed that a price is not known", async () => {
    const { lease, writes, sandbox } = await leasing(plain, [type("yes"), type("unknown")]);
    const body = { data: { id: plain, status: "available" } };
    sandbox.control.fault("contiguity.get", { status: 200, body, times: "always" });
    expect(await lease()).toBe("leased");
    expect(writes()).toBe(1);
  });

  it("counts it against a limit as what is typed, and leases nothing beyond that", async () => {
    const caps = [{ kind: "monthly", limit: money("5.00") }] as const;
    const limits = () => ({ kind: "set", caps }) as const;
    for (const [typed, end] of [
      ["2.60 USD", "failed"],
      ["2.50 USD", "leased"],
    ] as const) {
      const script = [type("unknown"), type(typed)];
      const { lease, client, sandbox } = await leasing(plain, script, { limits }, caps);
      const body = { data: { id: plain, status: "available" } };
      sandbox.control.fault("contiguity.get", { status: 200, body, times: "always" });
      expect(await lease()).toBe(end);
      expect((await client.spending()).unpriced).toEqual([]);
    }
  });

  it("asks what it is to count as where only the ledger has a limit, be it set under the question", async () => {
    for (const [script, known] of [
      [[type("2.00 USD")], 0],
      [[type("unknown"), type("2.00 USD")], 1],
    ] as const) {
      const { writes, ledger, sandbox, ...at } = await leasing(plain, script);
      await ledger.setCaps([{ kind: "per-lease", limit: money("5.00") }]);
      const body = { data: { id: plain, status: "available" } };
      sandbox.control.fault("contiguity.get", { status: 200, body, times: "always" });
      let asked = 0;
      const caps = async () => (asked++ < known ? [] : ledger.caps());
      expect(await at.lease({ ledger: { session: ledger.session, caps } })).toBe("leased");
      expect(writes()).toBe(1);
    }
  });

  it("shows the limits of the ledger, and asks nothing that they do not allow", async () => {
    const kept = await leasing(plain, [yes]);
    await kept.ledger.setCaps([{ kind: "monthly", limit: money("30.00") }]);
    expect(await kept.lease()).toBe("leased");
    expect(kept.prompts.confirmed[0]?.detail.join("\n")).toContain("Limit: $30.00/month");
    const beyond = await leasing(plain, []);
    await beyond.ledger.setCaps([{ kind: "per-lease", limit: money("1.00") }]);
    expect(await beyond.lease()).toBe("failed");
    expect(beyond.prompts.texts.join()).toContain("the limit is $1.00");
    expect(beyond.writes()).toBe(0);
  });

  it("asks what held numbers cost where there is a limit and nobody has said it, and asks again with the sum", async () => {
    const caps = [{ kind: "monthly", limit: money("30.00") }] as const;
    const limits = () => ({ kind: "set", caps }) as const;
    const script = [yes, type("cheap"), type("4.00 USD"), yes];
    const { lease, prompts, sandbox, writes } = await leasing(plain, script, { limits }, caps);
    sandbox.control.leaseMany({ provider: "contiguity", count: 1 });
    sandbox.control.fault("contiguity.leased", {
      change: [{ at: "/data/numbers/*/pricing", to: null }],
      times: "always",
    });
    expect(await lease()).toBe("leased");
    expect(prompts.confirmed[1]?.detail.join("\n")).toContain("with this lease $6.99/month");
    expect(writes()).toBe(1);
  });

  it("backs out of that with Escape", async () => {
    const { lease, writes, sandbox } = await leasing(plain, [escape]);
    const body = { data: { id: plain, status: "available" } };
    sandbox.control.fault("contiguity.get", { status: 200, body, times: "always" });
    expect(await lease()).toBe("backed-out");
    expect(writes()).toBe(0);
  });

  it("calls an answer that was lost no refusal", async () => {
    const { lease, writes, sandbox } = await leasing(plain, [yes]);
    sandbox.control.fault("contiguity.lease", { reset: "after" });
    expect(["leased", "unknown"]).toContain(await lease());
    expect(writes()).toBe(1);
  });
});
