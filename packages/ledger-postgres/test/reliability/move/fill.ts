import {
  type Booking,
  type Lease,
  type LeaseRecord,
  type LedgerStore,
  type Money,
  type Price,
  type RecordedOperation,
  toE164,
  toMoney,
} from "@leaseline/core";
import { identity } from "../../support/request.js";

const at = "2026-11-25T12:00:00.000Z";
const atOnce = 500;
/** However many were leased. An account's list is read whole, here as everywhere. */
export const mostHeld = 10_000;

/** A ledger of so many leases that were made, with their histories, and the first numbers and costs. */
export async function fill(store: LedgerStore, many: number, first = 0): Promise<void> {
  await store.write(async (records) => {
    await records.putList({
      list: identity,
      identity,
      account: "a",
      readAt: at,
      isWhole: true,
      position: await records.advance(),
    });
    for (let from = 0; from < many; from += atOnce) {
      const some = Array.from({ length: Math.min(atOnce, many - from) }, (_, index) =>
        leased(first + from + index),
      );
      await records.insertRecorded(some.map(({ recorded }) => recorded));
      if (from >= mostHeld) continue;
      await records.putLeases(
        identity,
        some.map(({ record }) => record),
      );
      await records.putBookings(some.map(({ booking }) => booking));
    }
  });
  await store.close();
}

const price: Price = { setup: usd("1.99"), recurring: usd("2.99"), intervalMonths: 1 };

function leased(index: number) {
  const number = toE164(`+1212${5_000_000 + index}`);
  if (!number) throw new Error(`${index} makes no number`);
  const lease: Lease = {
    number,
    account: "a",
    provider: "contiguity",
    leaseId: `lease-${index}`,
    label: "Support line",
    state: "active",
    country: "US",
    type: "local",
    place: "New York",
    features: ["sms", "voice"],
    price,
    provisioning: [],
    nextChargeAt: at,
    endsAt: null,
  };
  const recorded: RecordedOperation = {
    operation: {
      id: `operation-${index}`,
      kind: "lease",
      identity,
      account: "a",
      number,
      state: "committed",
      sender: "nobody",
      key: null,
      how: "answered",
      price,
      failure: null,
      order: null,
      lease,
      startedAt: at,
      changedAt: at,
    },
    history: [
      { event: { kind: "sent" }, at },
      { event: { kind: "committed", lease, how: "answered" }, at },
    ],
  };
  const record: LeaseRecord = {
    lease,
    origin: "here",
    price,
    first: null,
    position: 1,
    missed: false,
  };
  const booking: Booking = {
    name: `${identity} ${number}`,
    costs: [{ kind: "running", month: null, money: usd("2.99") }],
  };
  return { recorded, record, booking };
}

function usd(amount: string): Money {
  const money = toMoney(amount, "USD");
  if (!money) throw new Error(`${amount} is no amount`);
  return money;
}
