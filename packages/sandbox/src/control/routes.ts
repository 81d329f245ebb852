import { Hono } from "hono";
import * as z from "zod";
import type { SandboxContext, SandboxEnvironment } from "../server/environment.js";
import { readJson } from "../server/read-json.js";
import { providerSchema, wishes } from "./bodies.js";
import type { Control } from "./control.js";

/** {@link Control} for other processes: the same functions, their arguments as JSON. */
export function controlRoutes(control: Control): Hono<SandboxEnvironment> {
  const clock = () => ({ now: control.clock.now() });
  const provider = (context: SandboxContext) => providerSchema.parse(context.req.param("provider"));
  const advance = accept(wishes.clock, ({ advanceMs }) => {
    control.clock.advance(advanceMs);
    return clock();
  });
  const latency = accept(wishes.latency, ({ ms, operation }) => control.latency(ms, operation));
  const fault = accept(wishes.fault, (wish) => control.fault(wish.operation, wish.fault));
  const leaseElsewhere = accept(wishes.leaseElsewhere, (wish) =>
    control.leaseElsewhere(wish.provider, wish.number),
  );
  const balance = accept(wishes.balance, (wish) => control.setBalance(wish.provider, wish.amount));
  const entitlement = accept(wishes.entitlement, ({ name, granted }) =>
    control.setEntitlement(name, granted),
  );
  const substitution = accept(wishes.substitution, ({ enabled }) =>
    control.setSubstitution(enabled),
  );
  const webhook = accept(wishes.webhook, ({ event }) => control.signWebhook(event));
  const price = accept(wishes.price, ({ number, ...change }) => control.setPrice(number, change));

  return new Hono<SandboxEnvironment>()
    .get("/log", (context) => context.json(control.requests()))
    .get("/writes", (context) => context.json(control.writes()))
    .get("/owned/:provider", (context) => context.json(control.owned(provider(context))))
    .get("/charges/:provider", (context) => context.json(control.charges(provider(context))))
    .get("/texts", (context) => context.json(control.texts()))
    .get("/clock", (context) => context.json(clock()))
    .post("/clock", advance)
    .post("/latency", latency)
    .post("/faults", fault)
    .delete("/faults", accept(wishes.nothing, control.clearFaults))
    .post(
      "/hold",
      accept(wishes.hold, ({ operation }) => control.hold(operation)),
    )
    .delete(
      "/hold",
      accept(wishes.nothing, () => control.letGo()),
    )
    .post("/lease-many", accept(wishes.leaseMany, control.leaseMany))
    .post("/lease-elsewhere", leaseElsewhere)
    .post("/balance", balance)
    .post("/entitlements", entitlement)
    .post("/price", price)
    .post("/substitution", substitution)
    .post("/revoke-tokens", accept(wishes.nothing, control.revokeTokens))
    .post("/sign-webhook", webhook)
    .post(
      "/order",
      accept(wishes.judgeOrder, ({ order, state, reason }) =>
        control.judgeOrder(order, state, reason),
      ),
    )
    .post(
      "/take-away",
      accept(wishes.takeAway, ({ number }) => control.takeAway(number)),
    )
    .post("/reset", accept(wishes.nothing, control.reset))
    .all("*", (context) => context.json({ error: "No such control." }, 404))
    .onError((error, context) => context.json({ error: error.message }, 400));
}

function accept<Wish>(schema: z.ZodType<Wish>, grant: (wish: Wish) => unknown) {
  return async (context: SandboxContext): Promise<Response> => {
    const wish = schema.safeParse(await readJson(context));
    if (!wish.success) return context.json({ error: z.prettifyError(wish.error) }, 400);
    return context.json(grant(wish.data) ?? {});
  };
}
