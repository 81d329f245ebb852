import type { ConnectionTarget, LeaseClient } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { exampleQuote } from "../../test/support/examples.js";
import { memoryState } from "../../test/support/memory-storage.js";
import {
  type Act,
  back,
  escape,
  pick,
  scriptedPrompts,
  type,
} from "../../test/support/integration/scripted-prompts.js";
import { askForConnections } from "./connection-step.js";
import { type KeptTarget, createKeptTargets } from "./kept-targets.js";

const account = {
  id: "first",
  name: "Sinch",
  capabilities: {
    connections: [
      { feature: "sms", idName: "SMS service plan ID" },
      { feature: "voice", idName: "Voice app ID" },
    ],
  },
};

const bot: KeptTarget = { feature: "sms", id: "plan-1", label: "Support bot" };
const line: KeptTarget = { feature: "voice", id: "app-1", label: "Hotline" };
const used: ConnectionTarget = { feature: "sms", id: "plan-2", name: null, numbers: 3 };

interface Known {
  readonly kept?: readonly KeptTarget[];
  readonly told?: () => Promise<readonly ConnectionTarget[]>;
  readonly canGoBack?: boolean;
}

const ask = async (known: Known, ...script: readonly Act[]) => {
  const { kept = [], told = async () => [], canGoBack = true } = known;
  const prompts = scriptedPrompts(...script);
  const targets = createKeptTargets(memoryState());
  targets.use("first", kept);
  // Of a client, what the step looks at.
  const client = { accounts: [account], connectionTargets: told } as unknown as LeaseClient;
  const answer = await askForConnections(client, exampleQuote(), { prompts, canGoBack, targets });
  prompts.check();
  const labels = [];
  const [first] = prompts.picks;
  if (Array.isArray(first?.choices)) for (const { label } of first.choices) labels.push(label);
  return { answer, labels };
};
const answerTo = async (known: Known, ...script: readonly Act[]) =>
  (await ask(known, ...script)).answer;

const another = pick("Another one");

describe("what a number is for", () => {
  it("is left by one step back, where there is a step before it", async () => {
    expect(await answerTo({}, back)).toEqual({ kind: "back" });
    expect(await answerTo({}, escape)).toEqual({ kind: "cancelled" });
    await expect(ask({ canGoBack: false }, back)).rejects.toThrow("no place to back");
  });

  it("is nothing yet, where a person decides later", async () => {
    const later = pick("Decide later");
    expect(await answerTo({}, later)).toEqual({ kind: "answered", value: [] });
    expect(await answerTo({ kept: [bot] }, later)).toEqual({ kind: "answered", value: [] });
  });

  it("is typed once, with a word for it, and chosen by that word the next time", async () => {
    const typed = [pick("SMS"), another, type(" plan-1 "), type("Support bot")];
    expect(await answerTo({}, ...typed)).toEqual({ kind: "answered", value: [bot] });
    const { answer, labels } = await ask({ kept: [line, bot] }, pick("Support bot"));
    expect(answer).toEqual({ kind: "answered", value: [bot] });
    expect(labels.slice(0, 2)).toEqual(["Hotline", "Support bot"]);
  });

  it("keeps its ID as its name where no other is given", async () => {
    const value = [{ feature: "sms", id: "plan-1", label: "plan-1" }];
    const typed = [pick("SMS"), another, type("plan-1"), type("")];
    expect(await answerTo({}, ...typed)).toEqual({ kind: "answered", value });
  });

  it("is asked for each, from what was used before and what the provider tells of", async () => {
    const told = async () => [used];
    const both = [pick("SMS and Voice"), pick("plan-2"), pick("Hotline")];
    expect(await answerTo({ kept: [bot, line], told }, ...both)).toEqual({
      kind: "answered",
      value: [{ feature: "sms", id: "plan-2", label: "plan-2" }, line],
    });
  });

  it("is asked for without what the provider cannot tell", async () => {
    const told = () => Promise.reject(new Error("no answer"));
    const chosen = [pick("SMS and Voice"), pick("Support bot"), pick("Hotline")];
    expect(await answerTo({ kept: [bot, line], told }, ...chosen)).toEqual({
      kind: "answered",
      value: [bot, line],
    });
    const never = () => new Promise<never>(() => {});
    const typed = [pick("SMS"), another, type("plan-1"), type("Support bot")];
    expect(await answerTo({ told: never }, ...typed)).toEqual({ kind: "answered", value: [bot] });
  });

  it("is gone back in one question at a time", async () => {
    const both = pick("SMS and Voice");
    const named = [another, type("plan-1"), type("Support bot")];
    const retyped = [another, type("plan-2"), back, type("plan-1"), type("Support bot")];
    const toTheList = [both, back, both, another, back];
    const script = [...toTheList, ...retyped, back, ...named, pick("Hotline")];
    expect(await answerTo({ kept: [line] }, ...script)).toEqual({
      kind: "answered",
      value: [bot, line],
    });
  });

  it.each([
    [pick("SMS"), escape],
    [pick("SMS"), another, escape],
    [pick("SMS"), another, type("plan-1"), escape],
  ])("is given up at any question (%#)", async (...script) => {
    expect(await answerTo({}, ...script)).toEqual({ kind: "cancelled" });
  });
});

describe("what numbers were connected to", () => {
  it("is kept for each account, the last used first, and each once", () => {
    const state = memoryState();
    const targets = createKeptTargets(state);
    targets.use("first", [bot]);
    targets.use("first", [line]);
    targets.use("first", [{ ...bot, label: "Bot" }]);
    expect(createKeptTargets(state).of("first")).toEqual([{ ...bot, label: "Bot" }, line]);
    expect(targets.of("second")).toEqual([]);
  });

  it("is nothing where what was kept is not understood", async () => {
    const state = memoryState();
    await state.update("leaseline.connectionTargets", { first: [{ feature: "sms", id: 7 }] });
    expect(createKeptTargets(state).of("first")).toEqual([]);
  });
});
