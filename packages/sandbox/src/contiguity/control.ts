import { Hono } from "hono";
import * as z from "zod";
import { withBody } from "../control/with-body.js";
import type { SandboxEnvironment } from "../server/environment.js";
import { type EntitlementStanding, entitlementStandings } from "./entitlement-store.js";
import { type SignedWebhook, type WebhookEvent, signWebhook } from "./sign-webhook.js";
import type { TextRecord } from "./text-store.js";
import type { ContiguityWorld } from "./world.js";

/** What only Contiguity has to be set, or asked for. */
export type ContiguityControl = {
  /**
   * Grants an entitlement of Contiguity's (`lease`, `imessage`, `whatsapp`, `fast_track`), as if a person had
   * accepted its agreement, or takes it back. Only `lease` is granted at first, the others are `available`.
   */
  readonly setEntitlement: (name: string, granted: boolean | EntitlementStanding) => void;
  /** Whether a text from a number that the account does not hold goes out from another one, or is refused. */
  readonly setSubstitution: (enabled: boolean) => void;
  /** Every text that Contiguity took, oldest first. */
  readonly texts: () => readonly TextRecord[];
  /** An event as Contiguity would send it to a webhook: signed with the sandbox's secret, at the clock's time. */
  readonly signWebhook: (event: WebhookEvent) => SignedWebhook;
};

export function createContiguityControl(world: ContiguityWorld): ContiguityControl {
  return {
    setEntitlement(name, granted) {
      const standing =
        typeof granted === "string" ? granted : granted ? ("granted" as const) : "available";
      world.entitlements.set(name, standing);
    },
    setSubstitution: world.texts.setSubstitution,
    texts: world.texts.sent,
    signWebhook: (event) => signWebhook(event, world.clock.now()),
  };
}

const bodies = {
  entitlement: z.strictObject({
    name: z.string().min(1),
    granted: z.union([z.boolean(), z.enum(entitlementStandings)]),
  }),
  substitution: z.strictObject({ enabled: z.boolean() }),
  webhook: z.strictObject({ event: z.looseObject({ type: z.string() }) }),
};

/** The same for other processes. */
export function contiguityControlRoutes(control: ContiguityControl): Hono<SandboxEnvironment> {
  const entitlement = withBody(bodies.entitlement, ({ name, granted }) =>
    control.setEntitlement(name, granted),
  );
  const substitution = withBody(bodies.substitution, ({ enabled }) =>
    control.setSubstitution(enabled),
  );
  const webhook = withBody(bodies.webhook, ({ event }) => control.signWebhook(event));
  return new Hono<SandboxEnvironment>()
    .get("/texts", (context) => context.json(control.texts()))
    .post("/entitlements", entitlement)
    .post("/substitution", substitution)
    .post("/sign-webhook", webhook);
}
