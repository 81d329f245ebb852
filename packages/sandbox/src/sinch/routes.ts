import { Hono } from "hono";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { Perform, SandboxEnvironment } from "../server/environment.js";
import type { World } from "../state/world.js";
import { getActive, list, release } from "./active.js";
import { requireSinchCredentials, type SinchCredentials } from "./auth.js";
import { check, search } from "./available.js";
import { sinchError } from "./errors.js";
import { listRegions } from "./regions.js";
import { rent } from "./rent.js";
import { giveToken } from "./token.js";

/** Every Sinch Numbers operation and the function that answers it. */
export function sinchRoutes(
  world: World,
  perform: Perform,
  credentials: SinchCredentials,
  catalogue: Catalogue,
): Hono<SandboxEnvironment> {
  const key = requireSinchCredentials(world, credentials);
  return new Hono<SandboxEnvironment>()
    .basePath("/v1/projects/:projectId")
    .get("/availableNumbers", perform("sinch.search"), key, search(world))
    .get("/availableNumbers/:number", perform("sinch.check"), key, check(world))
    .post("/availableNumbers/:number{[^/]+:rent}", perform("sinch.rent"), key, rent(world))
    .get("/activeNumbers", perform("sinch.list"), key, list(world))
    .get("/activeNumbers/:number", perform("sinch.get"), key, getActive(world))
    .post("/activeNumbers/:number{[^/]+:release}", perform("sinch.release"), key, release(world))
    .get("/availableRegions", perform("sinch.regions"), key, listRegions(catalogue))
    .all("*", perform("unknown"), key, (context) => sinchError(context, 404));
}

/** The token server, which is a host of its own at the provider. */
export function sinchAuthRoutes(
  world: World,
  perform: Perform,
  credentials: SinchCredentials,
): Hono<SandboxEnvironment> {
  return new Hono<SandboxEnvironment>().post(
    "/oauth2/token",
    perform("sinch.token"),
    giveToken(world, credentials),
  );
}
