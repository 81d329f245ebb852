import { Hono } from "hono";
import * as z from "zod";
import { withBody } from "../control/with-body.js";
import type { SandboxEnvironment } from "../server/environment.js";
import type { SinchWorld } from "./world.js";

/** What only Sinch has to be set. */
export type SinchControl = {
  /**
   * What becomes of an order at Sinch, ahead of its review: rejected for good, or blocked until it is
   * submitted again. The reason is in the logs of its registration.
   * @throws {RangeError} if there is no such order, or it has ended.
   */
  readonly judgeOrder: (order: string, state: "REJECTED" | "BLOCKED", reason: string) => void;
  /** No access token of Sinch's that was given out so far is good any more, and nobody says that it has expired. */
  readonly revokeTokens: () => void;
};

export function createSinchControl(world: SinchWorld): SinchControl {
  return {
    judgeOrder(order, state, reason) {
      // Asked for first: it settles the orders that are due.
      world.inventory();
      const { orders } = world.project;
      const found = orders.find(order);
      if (!found || !["CREATED", "IN_REVIEW", "BLOCKED"].includes(found.state))
        throw new RangeError(`There is no open order ${order}.`);
      orders.judge(order, state, reason);
    },
    revokeTokens: world.tokens.revoke,
  };
}

const judgement = z.strictObject({
  order: z.string().min(1),
  state: z.enum(["REJECTED", "BLOCKED"]),
  reason: z.string(),
});

/** The same for other processes. */
export function sinchControlRoutes(control: SinchControl): Hono<SandboxEnvironment> {
  const judge = withBody(judgement, ({ order, state, reason }) =>
    control.judgeOrder(order, state, reason),
  );
  return new Hono<SandboxEnvironment>()
    .post("/order", judge)
    .post("/revoke-tokens", withBody(z.unknown(), control.revokeTokens));
}
