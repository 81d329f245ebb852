import { describe, expect, it } from "vitest";
import {
  type Act,
  back,
  escape,
  pick,
  scriptedPrompts,
  type,
} from "../../test/support/integration/scripted-prompts.js";
import type { ConnectedAccount } from "@leaseline/core";
import { askForConnections } from "./connection-step.js";

const account = {
  name: "Sinch",
  capabilities: {
    connections: [
      { feature: "sms", idName: "SMS service plan ID" },
      { feature: "voice", idName: "voice app ID" },
    ],
  },
  // Of a connected account, what the step looks at.
} as unknown as ConnectedAccount;

const ask = (canGoBack: boolean, ...script: readonly Act[]) => {
  const prompts = scriptedPrompts(...script);
  return askForConnections(account, ["sms", "voice"], { prompts, canGoBack });
};

describe("what a number is for", () => {
  it("is left by one step back, where there is a step before it", async () => {
    expect(await ask(true, back)).toEqual({ kind: "back" });
    await expect(ask(false, back)).rejects.toThrow("no place to back");
    expect(await ask(true, escape)).toEqual({ kind: "cancelled" });
  });

  it("is asked again by a step back from the first ID, and the first ID by one from the second", async () => {
    const both = pick("SMS and Voice");
    const script = [both, back, both, type("plan"), back, type("other plan"), type("app")];
    expect(await ask(true, ...script)).toEqual({
      kind: "answered",
      value: { sms: "other plan", voice: "app" },
    });
  });
});
