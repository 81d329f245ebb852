import type { Clock } from "../state/clock.js";
import { createOrderBook, type OrderBook } from "./order-book.js";

/** What Sinch keeps of a project beside its numbers. */
export type SinchOffice = {
  readonly orders: OrderBook;
  /** Emergency addresses by number, as they were sent. */
  readonly addresses: Map<string, object>;
  /** What webhooks are signed with; "" until one is set. */
  hmacSecret: string;
};

export function createSinchOffice(clock: Clock, reviewMs: number): SinchOffice {
  return { orders: createOrderBook(clock, reviewMs), addresses: new Map(), hmacSecret: "" };
}
