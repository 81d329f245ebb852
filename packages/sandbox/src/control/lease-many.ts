import { specialNumbers } from "../catalogue/special-numbers.js";
import type { ProviderName, World } from "../state/world.js";

/** Left alone, so that a test can lease one of them however many others the account has. */
const named = new Set<string>(
  Object.values(specialNumbers).flatMap((numbers) => Object.values(numbers)),
);
const dayMs = 24 * 60 * 60 * 1000;

/** See {@link Control.leaseMany}. */
export function leaseMany(world: World, provider: ProviderName, count: number): readonly string[] {
  return provider === "contiguity"
    ? leaseManyAtContiguity(world, count)
    : leaseManyAtSinch(world, count);
}

function leaseManyAtContiguity(world: World, count: number): readonly string[] {
  const inventory = world.inventories().contiguity;
  const plain = inventory
    .available()
    .filter(({ quirk, status }) => !quirk && status === "available")
    .filter(({ number, requirements }) => !named.has(number) && !requirements?.length);
  return spread(plain, count).map((offer) => {
    inventory.hold(offer, { method: "monthly" }, world.clock.now() - dayMs);
    return offer.number;
  });
}

function leaseManyAtSinch(world: World, count: number): readonly string[] {
  const inventory = world.inventories().sinch;
  const plain = inventory
    .available()
    .filter(({ number, quirk, needsDocuments }) => !named.has(number) && !quirk && !needsDocuments);
  return spread(plain, count).map((offer, index) => {
    const startedAtMs = world.clock.now() - dayMs;
    const sms = offer.capabilities.includes("SMS") && {
      smsConfiguration: { servicePlanId: "sandbox-plan" },
    };
    // The first name looks like a date, which some clients turn into one.
    const displayName = index === 0 ? "2026-01-15" : index % 2 === 0 ? `Number ${index}` : "";
    inventory.hold(offer, { ...sms, displayName, configuredAtMs: startedAtMs }, startedAtMs);
    return offer.number;
  });
}

/** Every so many-th item, so that the few stand for the many. */
function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (count > items.length) {
    throw new RangeError(`The catalogue has ${items.length} plain offers left, not ${count}.`);
  }
  return Array.from({ length: count }, (_, index) =>
    Math.floor((index * items.length) / count),
  ).flatMap((position) => items[position] ?? []);
}
