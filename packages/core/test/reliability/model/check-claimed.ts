import { addMoney, compareMoney, type Money, toMoney } from "../../../src/domain/money.js";
import { isWhole, lastKnownPrice, monthlyCharge } from "../../../src/domain/spending.js";
import { dearer } from "../../../src/domain/price.js";
import type { Operation } from "../../../src/ledger/operation.js";
import { heldBefore } from "./setup.js";
import type { Held } from "./request.js";
import { cap } from "./window.js";
import type { Window, World } from "./world.js";

/** What has to be so when a lease is begun: from here on it may be paid for. */
export async function checkClaimed(world: World, operation: Operation, by: Window): Promise<void> {
  if (operation.kind === "release") return;
  checkRewound(world, by);
  if (!world.setup.capped || !cap) return;
  for (const total of (await world.observer.spending()).running)
    if (compareMoney(total, cap) > 0) world.broken("I7", "more is reserved than may be spent");
  const { price, identity } = operation;
  if (!identity || !world.service.listsKept.has(identity))
    world.broken("I16", "a lease is begun under a limit before any list was read");
  if (!isWhole(price))
    world.broken("I16", "a lease is begun under a limit, and nobody knows what it costs");
  if (price?.recurring && price.recurring.currency !== cap.currency)
    world.broken("I16", "a lease is begun in a currency that no limit is in");
  const added = price && monthlyCharge(price);
  if (!added || added.currency !== cap.currency || world.service.listWasStale) return;
  const operations = await world.observer.operations();
  const runs = [...world.service.held.values()].flatMap((held) => costOf(world, held, operations));
  const running = sum([added, ...runs]);
  if (compareMoney(running, cap) > 0)
    world.broken("I16", `a lease is begun with which ${running.amount} a month is paid`);
  const bill = sum([running, price.setup, ...charged(world, operations)]);
  if (!world.wallClockMoved && compareMoney(bill, cap) > 0)
    world.broken("I16", `a lease is begun with which ${bill.amount} is paid this month`);
}

/** I20: a ledger that lost what was written last has heard from every account first. */
function checkRewound({ rewoundAtMs, service, projects, broken }: World, by: Window): void {
  if (rewoundAtMs === null) return;
  for (const project of by.known.map((identity) => projects.get(identity))) {
    const isRead = service.listsRead.some(
      (list) => list.project === project && list.beganAtMs >= rewoundAtMs,
    );
    if (!isRead) broken("I20", "a lease is begun in a ledger that went back in time");
  }
}

/** What a number costs a month that this ledger has to know of: what it has leased, and what a list has told. */
function costOf(
  { service }: World,
  { lease, by }: Held,
  operations: readonly Operation[],
): readonly Money[] {
  if (lease.state === "releasing") return [];
  const latest = operations.find(({ number }) => number === lease.number);
  const isKnown = by
    ? latest?.id === by.operationId && latest.state === "committed"
    : lease.number === heldBefore && service.numbersTold.has(heldBefore);
  if (!isKnown) return [];
  // What a price has risen by since it was agreed to is known only when the lease has been read.
  const agreed = by ? (latest?.price ?? null) : lease.price;
  const known = dearer(lease.price, agreed) ? agreed : lease.price;
  if (agreed?.recurring?.currency !== lease.price?.recurring?.currency) return [];
  const cost = monthlyCharge(known);
  return cost?.currency === cap?.currency && cost ? [cost] : [];
}

/** Setups, and first charges of what was leased and given back. */
function charged({ service }: World, operations: readonly Operation[]): readonly (Money | null)[] {
  return service.requests.flatMap((request) => {
    const operation = operations.find(({ id }) => id === request.operationId);
    if (request.kind !== "lease" || operation?.state !== "committed") return [];
    const price = lastKnownPrice(operation.lease?.price ?? null, operation.price);
    const holder = service.held.get(request.number);
    const runs = holder?.by === request && holder.lease.state !== "releasing";
    const paid = [price?.setup ?? null, runs ? null : (price?.recurring ?? null)];
    return paid.filter((money) => money?.currency === cap?.currency);
  });
}

function sum(amounts: readonly (Money | null)[]): Money {
  const nothing = toMoney("0", "USD");
  if (!nothing) throw new Error("0 is an amount");
  return amounts.filter((money) => money !== null).reduce(addMoney, nothing);
}
