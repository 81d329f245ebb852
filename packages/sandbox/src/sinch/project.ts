import type { Clock } from "../state/clock.js";
import type { Cell, Memory } from "../state/memory.js";
import { createOrderStore, type OrderStore } from "./order-store.js";

/** What Sinch keeps of a project beside its numbers. */
export type SinchProject = {
  readonly orders: OrderStore;
  /** Emergency addresses by number, as they were sent. */
  readonly addresses: Map<string, object>;
  /** What webhooks are signed with; "" until one is set. */
  readonly hmacSecret: Cell<string>;
};

export function createSinchProject(memory: Memory, clock: Clock, reviewMs: number): SinchProject {
  return {
    orders: createOrderStore(memory, clock, reviewMs),
    addresses: memory.map("addresses"),
    hmacSecret: memory.value("hmacSecret", ""),
  };
}
