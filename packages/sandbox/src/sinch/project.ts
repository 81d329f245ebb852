import type { Clock } from "../state/clock.js";
import { createOrderStore, type OrderStore } from "./order-store.js";

/** What Sinch keeps of a project beside its numbers. */
export type SinchProject = {
  readonly orders: OrderStore;
  /** Emergency addresses by number, as they were sent. */
  readonly addresses: Map<string, object>;
  /** What webhooks are signed with; "" until one is set. */
  hmacSecret: string;
};

export function createSinchProject(clock: Clock, reviewMs: number): SinchProject {
  return { orders: createOrderStore(clock, reviewMs), addresses: new Map(), hmacSecret: "" };
}
