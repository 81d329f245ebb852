import { expect } from "vitest";
import { type Passing, between, writesTo } from "./between.js";
import { cases, overEach } from "./observe.js";
import { type StageOptions, stage, stageOn } from "./stage.js";

export interface WireOptions extends Pick<StageOptions, "timeoutMs"> {
  /** Why it is unknown; a lost connection when left out. */
  readonly reason?: string;
  /** Only what happens when the provider acted. */
  readonly acted?: true;
}

/** What happens to the answer on the wire, once when the provider has acted on the request and once when not. */
export function onTheWire(
  alter: (passing: Passing, trueText: string) => unknown,
  { reason, acted: onlyActed, ...options }: WireOptions = {},
): Promise<string> {
  const observe = (acted: boolean) => () =>
    overEach(async (transport) => {
      const { sandbox } = await stage({ transport });
      const server = await between(sandbox, async (passing) => {
        if (!passing.isWrite) return undefined;
        const text = acted ? (await passing.forward()).text : "{}";
        alter(passing, text);
        return null;
      });
      const on = stageOn(sandbox, { transport: writesTo(transport, server.url), ...options });
      const { observed, failure } = await on.lease();
      expect(failure).toMatchObject({ kind: "outcome-unknown" });
      if (reason) expect(failure).toMatchObject({ reason });
      expect(server.writes()).toBe(1);
      expect(sandbox.control.charges("contiguity")).toHaveLength(acted ? 1 : 0);
      return observed;
    });
  return onlyActed ? observe(true)() : cases(["acted", observe(true)], ["not", observe(false)]);
}
