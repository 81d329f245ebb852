import * as z from "zod";
import { readJson } from "../server/read-json.js";
import type { SandboxContext } from "../server/environment.js";
import type { SinchWorld } from "./world.js";
import { badRequest, notFound, violationsOf } from "./errors.js";

const text = z.string().min(1);

const bodySchema = z.strictObject({
  displayName: text,
  address: z.strictObject({
    streetNumber: text,
    streetInfo: text,
    location: z.string().default(""),
    city: text,
    state: text,
    postalCode: text,
    postalCodePlusFour: z.string().default(""),
  }),
});

type Address = z.infer<typeof bodySchema>["address"];

/** GET /activeNumbers/{number}/emergencyAddress */
export function getAddress(world: SinchWorld) {
  return (context: SandboxContext): Response =>
    withLease(world, context, (number) => {
      const address = world.project.addresses.get(number);
      return address ? context.json(address) : notFound(context, "EmergencyAddress", number);
    });
}

/** POST …:provision. An address that does not exist is refused. */
export function provisionAddress(world: SinchWorld) {
  return (context: SandboxContext): Response | Promise<Response> =>
    withLease(world, context, async (number) => {
      const body = bodySchema.safeParse(await readJson(context));
      if (!body.success) return badRequest(context, violationsOf(body.error));
      const { address } = body.data;
      if (verdictOn(address).validationResult === "NO_MATCH")
        return badRequest(context, [{ field: "address", description: "no such address" }]);
      world.project.addresses.set(number, address);
      return context.json(address);
    });
}

/** POST …:validate */
export function validateAddress(world: SinchWorld) {
  return (context: SandboxContext): Response | Promise<Response> =>
    withLease(world, context, async (number) => {
      const body = bodySchema.safeParse(await readJson(context));
      if (!body.success) return badRequest(context, violationsOf(body.error));
      const { displayName, address } = body.data;
      const sent = { phoneNumber: number, displayName, validatedAddress: address };
      return context.json({ ...sent, ...verdictOn(address) });
    });
}

/** POST …:deprovision. Said twice it is the same as said once. */
export function deprovisionAddress(world: SinchWorld) {
  return (context: SandboxContext): Response =>
    withLease(world, context, (number) => {
      world.project.addresses.delete(number);
      return context.json({});
    });
}

/** There is no house 0, and a state in small letters is a near miss; anything else exists. */
function verdictOn(address: Address): {
  readonly validationResult: string;
  readonly [more: string]: unknown;
} {
  if (address.streetNumber === "0") {
    const candidateAddresses = [{ ...address, streetNumber: "1" }];
    const validationMessage = "No such address";
    return { validationResult: "NO_MATCH", validationMessage, candidateAddresses };
  }
  const state = address.state.toUpperCase();
  return state === address.state
    ? { validationResult: "EXACT_MATCH", validationMessage: "" }
    : {
        validationResult: "NEAR_MATCH",
        validationMessage: "State corrected",
        correctedAddress: { ...address, state },
      };
}

function withLease<Answer extends Response | Promise<Response>>(
  world: SinchWorld,
  context: SandboxContext,
  answer: (number: string) => Answer,
): Answer | Response {
  const number = context.req.param("number") ?? "";
  return world.inventory().leaseOf(number)
    ? answer(number)
    : notFound(context, "ActiveNumber", number);
}
