import { type ProviderName, defaultCatalogue, specialNumbers } from "@leaseline/sandbox";

const special = new Set<string>(
  Object.values(specialNumbers).flatMap((numbers) => Object.values(numbers)),
);

/** The numbers of the sandbox that have nothing in the way of being leased. */
export function plainNumbers(provider: ProviderName): readonly string[] {
  const { contiguity, sinch } = defaultCatalogue();
  const offers =
    provider === "contiguity"
      ? contiguity.filter(
          ({ status, requirements }) => status === "available" && !requirements?.length,
        )
      : sinch.filter(({ needsDocuments }) => !needsDocuments);
  return offers
    .filter(({ number, quirk }) => !quirk && !special.has(number))
    .map(({ number }) => number);
}
