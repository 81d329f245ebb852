import { describe, expect, it } from "vitest";
import { atSandbox, leasesOf } from "../../test/support/at-sandbox.js";
import {
  type Act,
  escape,
  scriptedPrompts,
  type,
} from "../../test/support/integration/scripted-prompts.js";
import { releaseNumber } from "./release-number.js";

async function releasing(script: (digits: string) => readonly Act[]) {
  const at = await atSandbox();
  at.sandbox.control.leaseMany({ provider: "contiguity", count: 1 });
  const [lease] = await leasesOf(at.client);
  if (!lease) throw new Error("nothing is leased");
  const prompts = scriptedPrompts(...script(lease.number.slice(-4)));
  const release = async (change: { readonly state?: "releasing" } = {}) => {
    const end = await releaseNumber({ ...lease, ...change }, { ...at.tools, prompts });
    prompts.check();
    return end;
  };
  return { ...at, prompts, release, lease };
}

describe("to release a number", () => {
  it("has its last four digits typed, and sends once", async () => {
    const { release, writes, sandbox, prompts } = await releasing((digits) => [type(digits)]);
    expect(await release()).toBe("released");
    expect(writes()).toBe(1);
    expect(sandbox.control.owned("contiguity")).toEqual([]);
    expect(prompts.told[0]?.text).toContain("was released");
  });

  it("sends nothing for other digits", async () => {
    const { release, writes, prompts } = await releasing((digits) => [
      type(digits === "0000" ? "1111" : "0000"),
      escape,
    ]);
    expect(await release()).toBe("backed-out");
    expect(prompts.problems).toHaveLength(1);
    expect(writes()).toBe(0);
  });

  it("asks nothing about one that is being released", async () => {
    const { release, writes, prompts } = await releasing(() => []);
    expect(await release({ state: "releasing" })).toBe("backed-out");
    expect(prompts.told[0]?.text).toContain("is being released already");
    expect(writes()).toBe(0);
  });

  it("tells a refusal as one, and that the number is still there", async () => {
    const { release, sandbox, prompts } = await releasing((digits) => [type(digits)]);
    const body = { object: "error", data: { error: "Held for 30 days.", status: 400 } };
    sandbox.control.fault("contiguity.terminate", { status: 400, body });
    expect(await release()).toBe("failed");
    expect(prompts.told[0]?.severity).toBe("error");
    expect(sandbox.control.owned("contiguity")).toHaveLength(1);
  });
});
