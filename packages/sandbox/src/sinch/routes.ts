import { Hono } from "hono";
import type {
  OperationMiddleware,
  SandboxEnvironment,
  SandboxMiddleware,
} from "../server/environment.js";
import type { SinchWorld } from "./world.js";
import { getActive, list, release } from "./active.js";
import { requireSinchCredentials } from "./auth.js";
import { check, search } from "./available.js";
import { credentials } from "./credentials.js";
import { getCallbackSettings, updateCallbackSettings } from "./callback-configuration.js";
import {
  deprovisionAddress,
  getAddress,
  provisionAddress,
  validateAddress,
} from "./emergency-address.js";
import { sinchError } from "./errors.js";
import type { SinchOperation } from "./operations.js";
import { createOrder, getOrder, submitOrder } from "./orders.js";
import { listRegions } from "./regions.js";
import { getRegistration, putRegistration, uploadAttachment } from "./registration.js";
import { rent } from "./rent.js";
import { lookupRequirements } from "./requirements.js";
import { giveToken } from "./token.js";
import { update } from "./update.js";

type SinchOperations = OperationMiddleware<SinchOperation>;

/** The Numbers API, and the token server, which is a host of its own at the provider. */
export function routes(world: SinchWorld, operation: SinchOperations): Hono<SandboxEnvironment> {
  return new Hono<SandboxEnvironment>()
    .post("/sinch-auth/oauth2/token", operation("sinch.token"), giveToken(world, credentials))
    .route("/sinch", numbersRoutes(world, operation));
}

/** Every operation of the Numbers API and the function that answers it. */
function numbersRoutes(world: SinchWorld, operation: SinchOperations): Hono<SandboxEnvironment> {
  const key = requireSinchCredentials(world, credentials);
  return new Hono<SandboxEnvironment>()
    .basePath("/v1/projects/:projectId")
    .get("/availableNumbers", operation("sinch.search"), key, search(world))
    .get("/availableNumbers/:number", operation("sinch.check"), key, check(world))
    .post("/availableNumbers/:number{[^/]+:rent}", operation("sinch.rent"), key, rent(world))
    .get("/activeNumbers", operation("sinch.list"), key, list(world))
    .get("/activeNumbers/:number", operation("sinch.get"), key, getActive(world))
    .post("/activeNumbers/:number{[^/]+:release}", operation("sinch.release"), key, release(world))
    .patch("/activeNumbers/:number", operation("sinch.update"), key, update(world))
    .get("/availableRegions", operation("sinch.regions"), key, listRegions(world))
    .get(
      "/callbackConfiguration",
      operation("sinch.callback-settings"),
      key,
      getCallbackSettings(world),
    )
    .patch(
      "/callbackConfiguration",
      operation("sinch.update-callback-settings"),
      key,
      updateCallbackSettings(world),
    )
    .route("/activeNumbers/:number", emergencyAddressRoutes(world, operation, key))
    .route("/", numberOrderRoutes(world, { operation, key }))
    .all("*", operation("unknown"), key, (context) => sinchError(context, 404));
}

function emergencyAddressRoutes(
  world: SinchWorld,
  operation: SinchOperations,
  key: SandboxMiddleware,
) {
  const path = "/emergencyAddress";
  return new Hono<SandboxEnvironment>()
    .get(path, operation("sinch.emergency-address"), key, getAddress(world))
    .post(`${path}:provision`, operation("sinch.provision-address"), key, provisionAddress(world))
    .post(`${path}:validate`, operation("sinch.validate-address"), key, validateAddress(world))
    .post(
      `${path}:deprovision`,
      operation("sinch.deprovision-address"),
      key,
      deprovisionAddress(world),
    );
}

function numberOrderRoutes(
  world: SinchWorld,
  { operation, key }: { readonly operation: SinchOperations; readonly key: SandboxMiddleware },
) {
  const orders = "/numberOrders";
  return new Hono<SandboxEnvironment>()
    .post(
      `${orders}:lookupNumberRequirements`,
      operation("sinch.requirements"),
      key,
      lookupRequirements(world),
    )
    .post(`${orders}:createNumberOrder`, operation("sinch.create-order"), key, createOrder(world))
    .get(`${orders}/:order`, operation("sinch.order"), key, getOrder(world))
    .get(
      `${orders}/:order/registration`,
      operation("sinch.registration"),
      key,
      getRegistration(world),
    )
    .put(
      `${orders}/:order/registration`,
      operation("sinch.update-registration"),
      key,
      putRegistration(world),
    )
    .post(
      `${orders}/:order/attachments/:attachment`,
      operation("sinch.upload-attachment"),
      key,
      uploadAttachment(world),
    )
    .post(`${orders}/:order/submit`, operation("sinch.submit-order"), key, submitOrder(world));
}
