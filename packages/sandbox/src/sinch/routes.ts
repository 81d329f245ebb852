import { Hono } from "hono";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { Perform, SandboxEnvironment, SandboxMiddleware } from "../server/environment.js";
import type { World } from "../state/world.js";
import { getActive, list, release } from "./active.js";
import { requireSinchCredentials, type SinchCredentials } from "./auth.js";
import { check, search } from "./available.js";
import { getCallbackSettings, updateCallbackSettings } from "./callback-configuration.js";
import {
  deprovisionAddress,
  getAddress,
  provisionAddress,
  validateAddress,
} from "./emergency-address.js";
import { sinchError } from "./errors.js";
import { createOrder, getOrder, submitOrder } from "./orders.js";
import { listRegions } from "./regions.js";
import { getRegistration, putRegistration, uploadAttachment } from "./registration.js";
import { rent } from "./rent.js";
import { lookupRequirements } from "./requirements.js";
import { giveToken } from "./token.js";
import { update } from "./update.js";

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
    .patch("/activeNumbers/:number", perform("sinch.update"), key, update(world))
    .get("/availableRegions", perform("sinch.regions"), key, listRegions(catalogue))
    .get(
      "/callbackConfiguration",
      perform("sinch.callback-settings"),
      key,
      getCallbackSettings(world),
    )
    .patch(
      "/callbackConfiguration",
      perform("sinch.update-callback-settings"),
      key,
      updateCallbackSettings(world),
    )
    .route("/activeNumbers/:number", emergencyAddressRoutes(world, perform, key))
    .route("/", numberOrderRoutes(world, catalogue, { perform, key }))
    .all("*", perform("unknown"), key, (context) => sinchError(context, 404));
}

function emergencyAddressRoutes(world: World, perform: Perform, key: SandboxMiddleware) {
  const path = "/emergencyAddress";
  return new Hono<SandboxEnvironment>()
    .get(path, perform("sinch.emergency-address"), key, getAddress(world))
    .post(`${path}:provision`, perform("sinch.provision-address"), key, provisionAddress(world))
    .post(`${path}:validate`, perform("sinch.validate-address"), key, validateAddress(world))
    .post(
      `${path}:deprovision`,
      perform("sinch.deprovision-address"),
      key,
      deprovisionAddress(world),
    );
}

function numberOrderRoutes(
  world: World,
  catalogue: Catalogue,
  { perform, key }: { readonly perform: Perform; readonly key: SandboxMiddleware },
) {
  const orders = "/numberOrders";
  return new Hono<SandboxEnvironment>()
    .post(
      `${orders}:lookupNumberRequirements`,
      perform("sinch.requirements"),
      key,
      lookupRequirements(catalogue),
    )
    .post(`${orders}:createNumberOrder`, perform("sinch.create-order"), key, createOrder(world))
    .get(`${orders}/:order`, perform("sinch.order"), key, getOrder(world))
    .get(
      `${orders}/:order/registration`,
      perform("sinch.registration"),
      key,
      getRegistration(world),
    )
    .put(
      `${orders}/:order/registration`,
      perform("sinch.update-registration"),
      key,
      putRegistration(world, catalogue),
    )
    .post(
      `${orders}/:order/attachments/:attachment`,
      perform("sinch.upload-attachment"),
      key,
      uploadAttachment(world, catalogue),
    )
    .post(
      `${orders}/:order/submit`,
      perform("sinch.submit-order"),
      key,
      submitOrder(world, catalogue),
    );
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
