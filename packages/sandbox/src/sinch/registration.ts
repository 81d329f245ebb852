import * as z from "zod";
import { readJson } from "../server/read-json.js";
import type { SandboxContext } from "../server/environment.js";
import type { SinchWorld } from "./world.js";
import { badRequest, notFound, sinchError, violationsOf } from "./errors.js";
import type { Order } from "./order-store.js";
import { registrationOnWire } from "./order-wire.js";
import { missingFields, needsOf, withOrder } from "./orders.js";

const bodySchema = z.strictObject({ requestDetails: z.record(z.string(), z.unknown()) });

/** The provider does not say how large a document may be; 5 MB is the sandbox's own. */
const maxAttachmentBytes = 5 * 1024 * 1024;

/** GET /numberOrders/{id}/registration */
export function getRegistration(world: SinchWorld) {
  return (context: SandboxContext): Response =>
    withOrder(world, context, (order) => context.json(registrationOnWire(world, order)));
}

/** PUT /numberOrders/{id}/registration. What the requirements ask for has to be in it. */
export function putRegistration(world: SinchWorld) {
  return (context: SandboxContext): Response | Promise<Response> =>
    withOrder(world, context, async (order) => {
      const body = bodySchema.safeParse(await readJson(context));
      if (!body.success) return badRequest(context, violationsOf(body.error));
      if (!isOpen(order)) return sinchError(context, 400, `The order is ${order.state}`);
      const { requestDetails } = body.data;
      const required = needsOf(order.offer, world)?.fields.required;
      const missing = missingFields(requestDetails, required);
      if (missing.length > 0) return badRequest(context, missing);
      const { orders } = world.project;
      orders.change(order.id, { requestDetails });
      return context.json(registrationOnWire(world, orders.find(order.id) ?? order));
    });
}

/** POST /numberOrders/{id}/attachments/{attachment}, as a form with a file. Answers nothing. */
export function uploadAttachment(world: SinchWorld) {
  return (context: SandboxContext): Response | Promise<Response> =>
    withOrder(world, context, async (order) => {
      const id = context.req.param("attachment") ?? "";
      const needed = needsOf(order.offer, world);
      const wanted = needed?.attachments.find((attachment) => attachment.id === id);
      // Where nothing is published, anything is taken.
      if (needed && !wanted) return notFound(context, "Attachment", id);
      const form = await readForm(context);
      // While its bytes came another one may have, or the order have been submitted.
      const { orders } = world.project;
      const { attachments, state } = orders.find(order.id) ?? order;
      if (!isOpen({ state })) return sinchError(context, 400, `The order is ${state}`);
      const file = form?.get("file");
      if (!(file instanceof File))
        return badRequest(context, [{ field: "file", description: "required" }]);
      if (file.size > maxAttachmentBytes) return sinchError(context, 413);
      const mimeTypes = wanted?.allowedMimeTypes ?? [];
      if (mimeTypes.length > 0 && !mimeTypes.includes(file.type))
        return badRequest(context, [{ field: "file", description: "type is not allowed" }]);
      const documentType = form?.get("documentType");
      const attachment = {
        fileName: file.name,
        mimeType: file.type,
        sizeBytes: file.size,
        documentType: typeof documentType === "string" ? documentType : "",
        atMs: world.clock.now(),
      };
      orders.change(order.id, { attachments: new Map([...attachments, [id, attachment]]) });
      return context.body(null, 200);
    });
}

function isOpen({ state }: Pick<Order, "state">): boolean {
  return state === "CREATED" || state === "BLOCKED";
}

async function readForm(context: SandboxContext): Promise<FormData | undefined> {
  try {
    return await context.req.formData();
  } catch {
    return undefined;
  }
}
