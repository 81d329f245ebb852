import { expect } from "vitest";
import { type TimerByHand, timerByHand } from "../../support/timer-by-hand.js";
import { type Passing, between, writesTo } from "./between.js";
import { cases, overEach } from "./observe.js";
import { stage, stageOn } from "./stage.js";

export interface WireOptions {
  /** Why it is unknown; a lost connection when left out. */
  readonly reason?: string;
  /** Only what happens when the provider acted. */
  readonly acted?: true;
}

/**
 * What happens to the answer on the wire, once when the provider has acted on the request and once when not.
 * @param alter - is given the time that the request has, which is over when it says so.
 */
export function onTheWire(
  alter: (passing: Passing, trueText: string, limit: TimerByHand) => unknown,
  { reason, acted: onlyActed }: WireOptions = {},
): Promise<string> {
  const observe = (acted: boolean) => () =>
    overEach(async (transport) => {
      const { sandbox } = await stage({ transport });
      const limit = timerByHand();
      const server = await between(sandbox, async (passing) => {
        if (!passing.isWrite) return undefined;
        const text = acted ? (await passing.forward()).text : "{}";
        alter(passing, text, limit);
        return null;
      });
      const on = stageOn(sandbox, {
        transport: writesTo(transport, server.url),
        timeoutMs: limit.ms,
      });
      const { observed, failure } = await on.lease();
      expect(failure).toMatchObject({ kind: "outcome-unknown" });
      if (reason) expect(failure).toMatchObject({ reason });
      expect(server.writes()).toBe(1);
      expect(sandbox.control.charges("contiguity")).toHaveLength(acted ? 1 : 0);
      return observed;
    });
  return onlyActed ? observe(true)() : cases(["acted", observe(true)], ["not", observe(false)]);
}
