import type { SinchOffer } from "./offer.js";
import type { Clock } from "../state/clock.js";
import type { Memory } from "../state/memory.js";
import type { Inventory } from "../state/inventory.js";
import type { RentBody } from "./bodies.js";
import type { SinchTerms } from "./terms.js";

export type OrderState = "CREATED" | "IN_REVIEW" | "BLOCKED" | "COMPLETED" | "REJECTED" | "EXPIRED";

export type OrderAttachment = {
  readonly fileName: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly documentType: string;
  readonly atMs: number;
};

export type Order = {
  readonly id: string;
  readonly offer: SinchOffer;
  /** What the number is to be connected to. */
  readonly wanted: RentBody;
  readonly state: OrderState;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** Null while it is not under review. */
  readonly submittedAtMs: number | null;
  readonly requestDetails: Readonly<Record<string, unknown>>;
  readonly attachments: ReadonlyMap<string, OrderAttachment>;
  readonly logs: readonly { readonly message: string; readonly atMs: number }[];
};

type SinchInventory = Inventory<SinchOffer, SinchTerms>;

/** The number orders of the account. */
export type OrderStore = {
  readonly open: (offer: SinchOffer, wanted: RentBody) => Order;
  readonly find: (id: string) => Order | undefined;
  readonly change: (
    id: string,
    change: Partial<Pick<Order, "requestDetails" | "attachments">>,
  ) => void;
  readonly submit: (id: string) => void;
  /** What the reviewer decides, ahead of time. */
  readonly judge: (id: string, state: OrderState, reason: string) => void;
  /** Carries out or ends what is due by the clock. */
  readonly settle: (inventory: SinchInventory) => void;
};

/** From creating an order until it has to be submitted. */
export const orderLifetimeMs = 48 * 60 * 60 * 1000;

export function createOrderStore(memory: Memory, clock: Clock, reviewMs: number): OrderStore {
  const orders = memory.map<Order>("orders");

  const update = (id: string, change: Partial<Order>) => {
    const order = orders.get(id);
    if (order) orders.set(id, { ...order, updatedAtMs: clock.now(), ...change });
  };
  const end = ({ id, logs }: Order, state: OrderState, message: string, atMs: number) =>
    update(id, {
      state,
      updatedAtMs: atMs,
      logs: message === "" ? logs : [...logs, { message, atMs }],
    });

  const complete = (inventory: SinchInventory, order: Order, atMs: number) => {
    const { offer, wanted } = order;
    inventory.unreserve(offer.number);
    const terms = { ...wanted, displayName: "", configuredAtMs: atMs };
    const rented = inventory.lease(offer, terms, atMs);
    if (rented === "taken") end(order, "REJECTED", "The number is no longer available", atMs);
    else if (rented === "no-funds") end(order, "REJECTED", "Insufficient balance", atMs);
    else end(order, "COMPLETED", "", atMs);
  };

  return {
    find: (id) => orders.get(id),
    open(offer, wanted) {
      const now = clock.now();
      const order: Order = {
        id: `sandbox-order-${String(orders.size + 1).padStart(6, "0")}`,
        offer,
        wanted,
        state: "CREATED",
        createdAtMs: now,
        updatedAtMs: now,
        submittedAtMs: null,
        requestDetails: {},
        attachments: new Map(),
        logs: [],
      };
      orders.set(order.id, order);
      return order;
    },
    change: update,
    submit: (id) => update(id, { state: "IN_REVIEW", submittedAtMs: clock.now() }),
    judge(id, state, reason) {
      const order = orders.get(id);
      if (order) end(order, state, reason, clock.now());
    },
    settle(inventory) {
      for (const order of orders.values()) {
        const { state, offer, createdAtMs, submittedAtMs } = order;
        const expiresAtMs = createdAtMs + orderLifetimeMs;
        const reviewedAtMs = (submittedAtMs ?? 0) + reviewMs;
        if (state === "CREATED" && clock.now() >= expiresAtMs)
          end(order, "EXPIRED", "The order was not submitted in time", expiresAtMs);
        if (state === "IN_REVIEW" && clock.now() >= reviewedAtMs)
          complete(inventory, order, reviewedAtMs);
        const now = orders.get(order.id)?.state;
        if (now === "EXPIRED" || now === "REJECTED") inventory.unreserve(offer.number);
      }
    },
  };
}
