import { Hono } from "hono";
import type { SandboxContext, SandboxEnvironment } from "../server/environment.js";
import { providerNames } from "../for-each-provider.js";
import type { World } from "../state/world.js";
import { acceptWish } from "./accept-wish.js";
import { providerSchema, wishes } from "./bodies.js";
import type { Control } from "./control.js";

/** {@link Control} for other processes: the same functions, their arguments as JSON. */
export function controlRoutes(control: Control, world: World): Hono<SandboxEnvironment> {
  const clock = () => ({ now: control.clock.now() });
  const provider = (context: SandboxContext) => providerSchema.parse(context.req.param("provider"));
  const advance = acceptWish(wishes.clock, ({ advanceMs }) => {
    control.clock.advance(advanceMs);
    return clock();
  });
  const latency = acceptWish(wishes.latency, ({ ms, operation }) => control.latency(ms, operation));
  const pages = acceptWish(wishes.pages, ({ longest }) => control.shortenPages(longest));
  const fault = acceptWish(wishes.fault, (wish) => control.fault(wish.operation, wish.fault));
  const leaseElsewhere = acceptWish(wishes.leaseElsewhere, (wish) =>
    control.leaseElsewhere(wish.provider, wish.number),
  );
  const balance = acceptWish(wishes.balance, (wish) =>
    control.setBalance(wish.provider, wish.amount),
  );
  const price = acceptWish(wishes.price, ({ number, ...change }) =>
    control.setPrice(number, change),
  );

  const ofProviders = new Hono<SandboxEnvironment>();
  for (const name of providerNames) ofProviders.route("/", world.providers[name].controlRoutes());
  return new Hono<SandboxEnvironment>()
    .get("/log", (context) => context.json(control.requests()))
    .get("/writes", (context) => context.json(control.writes()))
    .get("/owned/:provider", (context) => context.json(control.owned(provider(context))))
    .get("/charges/:provider", (context) => context.json(control.charges(provider(context))))
    .get("/clock", (context) => context.json(clock()))
    .post("/clock", advance)
    .post("/latency", latency)
    .post("/pages", pages)
    .post("/faults", fault)
    .delete("/faults", acceptWish(wishes.nothing, control.clearFaults))
    .post(
      "/hold",
      acceptWish(wishes.hold, ({ operation }) => control.hold(operation)),
    )
    .delete(
      "/hold",
      acceptWish(wishes.nothing, () => control.letGo()),
    )
    .post("/lease-many", acceptWish(wishes.leaseMany, control.leaseMany))
    .post("/lease-elsewhere", leaseElsewhere)
    .post("/balance", balance)
    .post("/price", price)
    .post(
      "/take-away",
      acceptWish(wishes.takeAway, ({ number }) => control.takeAway(number)),
    )
    .post("/reset", acceptWish(wishes.nothing, control.reset))
    .route("/", ofProviders)
    .all("*", (context) => context.json({ error: "No such control." }, 404))
    .onError((error, context) => context.json({ error: error.message }, 400));
}
