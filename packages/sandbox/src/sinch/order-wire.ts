import type { SinchWorld } from "./world.js";
import { type Order, orderLifetimeMs } from "./order-store.js";
import { timestamp } from "./timestamp.js";

export function orderOnWire(world: SinchWorld, projectId: string, order: Order): object {
  const { offer, wanted, state, createdAtMs, updatedAtMs } = order;
  const { currency, setup, recurring } = world.inventory().prices.agreed(offer);
  return {
    projectId,
    idNumberOrder: order.id,
    regionCode: offer.country,
    state,
    numberType: offer.type,
    orderNumbers: [
      {
        phoneNumber: offer.number,
        numberPrice: {
          setupPrice: { currencyCode: currency, amount: setup },
          monthlyPrice: { currencyCode: currency, amount: recurring },
          paymentIntervalMonths: offer.intervalMonths,
        },
        capabilities: offer.capabilities,
      },
    ],
    smsConfiguration: wanted.smsConfiguration ?? null,
    voiceConfiguration: wanted.voiceConfiguration ?? null,
    // Once it is submitted it no longer runs out.
    expireTime:
      state === "CREATED" || state === "EXPIRED" ? timestamp(createdAtMs + orderLifetimeMs) : null,
    createTime: timestamp(createdAtMs),
    updateTime: timestamp(updatedAtMs),
  };
}

export function registrationOnWire(world: SinchWorld, order: Order): object {
  const { requestDetails, attachments, logs } = order;
  return {
    requestDetails,
    attachments: [...attachments].map(([attachmentId, file]) => ({
      attachmentId,
      fileName: file.fileName,
      mimeType: file.mimeType,
      createTime: timestamp(file.atMs),
      updateTime: timestamp(file.atMs),
      // Looked through in as long as it takes a new number to leave WAITING.
      uploadStatus:
        world.clock.now() < file.atMs + world.provisioningMs / 3 ? "WAITING" : "COMPLETED",
      documentType: file.documentType,
    })),
    logs: logs.map(({ message, atMs }) => ({ message, createTime: timestamp(atMs) })),
  };
}
