import { expect } from "vitest";
import { soon } from "../../support/timing.js";
import { type Passing, type TrueAnswer, between } from "./between.js";
import { cases, everywhere, fault } from "./observe.js";
import { type ProviderName, type StageOptions, stage, stageOn } from "./stage.js";

fault("98 answer that a cache has kept: passed by, or it proves nothing", () =>
  cases(
    [
      "heeding",
      () =>
        everywhere((options) => leasedBehind(options, (one) => !one.isWrite && !one.isPastCaches)),
    ],
    ["read", () => everywhere((options) => leasedBehind(options, (one) => !one.isWrite))],
    ["write", () => everywhere((options) => leasedBehind(options, (one) => one.isWrite))],
  ),
);

type Options = StageOptions & { readonly at: ProviderName };

/** @param keeps - whether the cache gives what it has kept in the place of the provider's answer. */
async function leasedBehind(
  { transport, at }: Options,
  keeps: (passing: Passing) => boolean,
): Promise<string> {
  const { sandbox } = await stage({ transport, at });
  const kept = new Map<string, TrueAnswer>();
  let isFull = false;
  let isSent = false;
  const server = await between(sandbox, async (passing) => {
    const name = `${passing.method} ${passing.path}`;
    isSent ||= isFull && passing.isWrite;
    const found = kept.get(name);
    if (isSent && found && keeps(passing)) return { ...found, age: 20 };
    const answer = await passing.forward();
    if (!isFull) kept.set(name, answer);
    if (!isFull || !passing.isWrite) return answer;
    passing.socket.destroy();
    return null;
  });
  const timing = { ...soon, provingLooks: 4 };
  const on = stageOn(sandbox, { transport, at, timing, url: server.url });
  // What it keeps: the number was leased once, is not held any more, and can be had again.
  await on.held();
  sandbox.control.reset();
  await on.client.quote("a", on.number);
  await on.client.get("a", on.number);
  await on.client.sweep();
  isFull = true;
  const next = stageOn(sandbox, { transport, at, timing, url: server.url });
  const { observed } = await next.lease();
  expect(server.writes()).toBe(2);
  return observed;
}
