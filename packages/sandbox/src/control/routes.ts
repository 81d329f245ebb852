import { Hono } from "hono";
import type { SandboxContext, SandboxEnvironment } from "../server/environment.js";
import { providerNames } from "../for-each-provider.js";
import type { World } from "../state/world.js";
import { withBody } from "./with-body.js";
import { providerSchema, bodies } from "./bodies.js";
import type { Control } from "./control.js";

/** {@link Control} for other processes: the same functions, their arguments as JSON. */
export function controlRoutes(control: Control, world: World): Hono<SandboxEnvironment> {
  const clock = () => ({ now: control.clock.now() });
  const provider = (context: SandboxContext) => providerSchema.parse(context.req.param("provider"));
  const advance = withBody(bodies.clock, ({ advanceMs }) => {
    control.clock.advance(advanceMs);
    return clock();
  });
  const latency = withBody(bodies.latency, ({ ms, operation }) => control.latency(ms, operation));
  const pages = withBody(bodies.pages, ({ longest }) => control.shortenPages(longest));
  const fault = withBody(bodies.fault, (body) => control.fault(body.operation, body.fault));
  const leaseElsewhere = withBody(bodies.leaseElsewhere, (body) =>
    control.leaseElsewhere(body.provider, body.number),
  );
  const balance = withBody(bodies.balance, (body) =>
    control.setBalance(body.provider, body.amount),
  );
  const price = withBody(bodies.price, ({ number, ...change }) => control.setPrice(number, change));

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
    .delete("/faults", withBody(bodies.nothing, control.clearFaults))
    .post(
      "/hold",
      withBody(bodies.hold, ({ operation }) => control.hold(operation)),
    )
    .delete(
      "/hold",
      withBody(bodies.nothing, () => control.letGo()),
    )
    .post("/lease-many", withBody(bodies.leaseMany, control.leaseMany))
    .post("/lease-elsewhere", leaseElsewhere)
    .post("/balance", balance)
    .post("/price", price)
    .post(
      "/take-away",
      withBody(bodies.takeAway, ({ number }) => control.takeAway(number)),
    )
    .post("/reset", withBody(bodies.nothing, control.reset))
    .route("/", ofProviders)
    .all("*", (context) => context.json({ error: "No such control." }, 404))
    .onError((error, context) => context.json({ error: error.message }, 400));
}
