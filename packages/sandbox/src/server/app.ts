import { Hono } from "hono";
import type { Catalogue } from "../catalogue/catalogue.js";
import { contiguityRoutes } from "../contiguity/routes.js";
import type { Control } from "../control/control.js";
import { controlRoutes } from "../control/routes.js";
import { sandboxCredentials } from "../credentials.js";
import { sinchAuthRoutes, sinchRoutes } from "../sinch/routes.js";
import type { World } from "../state/world.js";
import { refuseStrangers } from "./doorman.js";
import type { SandboxEnvironment } from "./environment.js";
import { createPerform } from "./perform.js";

/** Both providers and the control, each under its own path. */
export function createApp(
  world: World,
  control: Control,
  catalogue: Catalogue,
): Hono<SandboxEnvironment> {
  const perform = createPerform(world);
  const { contiguity, sinch } = sandboxCredentials;
  return new Hono<SandboxEnvironment>()
    .use(refuseStrangers)
    .route("/control", controlRoutes(control))
    .route("/contiguity", contiguityRoutes(world, perform, contiguity.apiKey))
    .route("/sinch-auth", sinchAuthRoutes(world, perform, sinch))
    .route("/sinch", sinchRoutes(world, perform, sinch, catalogue))
    .all("*", perform("unknown"), (context) => context.text("Not found", 404));
}
