import { Hono } from "hono";
import type { Catalogue } from "../catalogue/catalogue.js";
import { contiguityRoutes } from "../contiguity/routes.js";
import type { Control } from "../control/control.js";
import { controlRoutes } from "../control/routes.js";
import { sandboxCredentials } from "../credentials.js";
import { sinchAuthRoutes, sinchRoutes } from "../sinch/routes.js";
import type { World } from "../state/world.js";
import { loopbackOnly } from "./loopback-only.js";
import type { SandboxEnvironment } from "./environment.js";
import { createOperationMiddleware } from "./operation-middleware.js";

/** Both providers and the control, each under its own path. */
export function createApp(
  world: World,
  control: Control,
  catalogue: Catalogue,
): Hono<SandboxEnvironment> {
  const operation = createOperationMiddleware(world);
  const { contiguity, sinch } = sandboxCredentials;
  return new Hono<SandboxEnvironment>()
    .use(loopbackOnly)
    .route("/control", controlRoutes(control))
    .route("/contiguity", contiguityRoutes(world, operation, contiguity.apiKey))
    .route("/sinch-auth", sinchAuthRoutes(world, operation, sinch))
    .route("/sinch", sinchRoutes(world, operation, sinch, catalogue))
    .all("*", operation("unknown"), (context) => context.text("Not found", 404));
}
