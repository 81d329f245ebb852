import { LeaseError } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import {
  type Act,
  no,
  scriptedPrompts,
  type,
  yes,
  yesAfter,
} from "../../test/support/integration/scripted-prompts.js";
import { spendingGate } from "./spending-gate.js";
import { type ToolAnswer, refused } from "./tool.js";

const question = { title: "Lease it?", detail: [], yes: "Lease" };
const digits = { title: "Release it", prompt: "Digits", canGoBack: false, check: () => null };
const spent: ToolAnswer = { spent: "as agreed", next: "" };

/** As a lease does: asks, and spends after a yes. */
function gated(...script: readonly Act[]) {
  const prompts = scriptedPrompts(...script);
  const stop = new AbortController();
  const state = { maySpend: true, spent: 0 };
  const gate = spendingGate({ prompts, maySpend: () => state.maySpend });
  const lease = () =>
    gate(stop.signal, async (overheard) => {
      if (!(await overheard.prompts.confirm(question))) return refused("no", "");
      state.spent += 1;
      return spent;
    });
  return { prompts, stop, state, gate, lease };
}

describe("a tool that spends", () => {
  it("does what the person agrees to", async () => {
    const { lease, state } = gated(yes);
    expect(await lease()).toEqual(spent);
    expect(state.spent).toBe(1);
  });

  it("asks nothing once the call was stopped", async () => {
    const { lease, stop, prompts, state, gate } = gated();
    stop.abort();
    expect(await lease()).toMatchObject({ spent: "nothing" });
    await gate(stop.signal, async (overheard) => {
      expect(await overheard.prompts.type(digits)).toEqual({ kind: "cancelled" });
      return spent;
    });
    expect([prompts.confirmed, prompts.typeQuestions, state.spent]).toEqual([[], [], 0]);
  });

  it.each([
    ["the call is stopped", ({ stop }: ReturnType<typeof gated>) => stop.abort()],
    [
      "the setting is switched off",
      ({ state }: ReturnType<typeof gated>) => {
        state.maySpend = false;
      },
    ],
  ])("takes no yes that comes after %s, and says so", async (_what, happen) => {
    const all: ReturnType<typeof gated> = gated(yesAfter(async () => happen(all)));
    expect(await all.lease()).toMatchObject({ spent: "nothing" });
    expect(all.state.spent).toBe(0);
    expect(all.prompts.texts).toEqual(["This was called off meanwhile. Nothing was done."]);
  });

  it.each([
    ["before the person has agreed", no, "nothing"],
    ["after the person has agreed", yes, "not known"],
  ])("says what it may have cost where it breaks off %s", async (_when, answer, cost) => {
    for (const error of [
      new LeaseError({ kind: "bad-input", field: "ledger", reason: "It is full." }),
      new TypeError("a defect"),
    ]) {
      const { gate, stop } = gated(answer);
      const said = await gate(stop.signal, async (overheard) => {
        await overheard.prompts.confirm(question);
        throw error;
      });
      expect(said).toMatchObject({ done: false, spent: cost });
      // The next call is not kept out by it.
      expect(await gate(stop.signal, async () => spent)).toEqual(spent);
    }
  });

  it("counts typed digits as an agreement", async () => {
    const { gate, stop } = gated(type("0100"));
    const said = await gate(stop.signal, async (overheard) => {
      await overheard.prompts.type(digits);
      throw new TypeError("a defect");
    });
    expect(said.spent).toBe("not known");
  });
});
