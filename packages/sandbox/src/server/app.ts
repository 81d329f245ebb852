import { Hono } from "hono";
import type { Control } from "../control/control.js";
import { controlRoutes } from "../control/routes.js";
import { providerNames } from "../for-each-provider.js";
import type { World } from "../state/world.js";
import { loopbackOnly } from "./loopback-only.js";
import type { SandboxEnvironment } from "./environment.js";
import { createOperationMiddleware } from "./operation-middleware.js";

/** Every provider and the control, each under its own path. */
export function createApp(world: World, control: Control): Hono<SandboxEnvironment> {
  const operation = createOperationMiddleware(world);
  const app = new Hono<SandboxEnvironment>()
    .use(loopbackOnly)
    .route("/control", controlRoutes(control, world));
  for (const name of providerNames) app.route("/", world.providers[name].routes(operation));
  return app.all("*", operation("unknown"), (context) => context.text("Not found", 404));
}
