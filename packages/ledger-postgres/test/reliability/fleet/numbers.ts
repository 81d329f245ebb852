import { defaultCatalogue, specialNumbers } from "@leaseline/sandbox";

export interface Wanted {
  readonly account: "contiguity" | "sinch";
  readonly number: string;
}

const special = new Set<string>(
  Object.values(specialNumbers).flatMap((numbers) => Object.values(numbers)),
);

/** Numbers of the sandbox that have nothing in the way of being leased, of both providers by turns. */
export function plainNumbers(count: number): readonly Wanted[] {
  const { contiguity, sinch } = defaultCatalogue();
  const one = contiguity
    .filter(
      ({ status, requirements, quirk }) =>
        status === "available" && !requirements?.length && !quirk,
    )
    .map(({ number }): Wanted => ({ account: "contiguity", number }));
  const other = sinch
    .filter(({ needsDocuments, quirk }) => !needsDocuments && !quirk)
    .map(({ number }): Wanted => ({ account: "sinch", number }));
  const plain = Array.from({ length: Math.max(one.length, other.length) }, (_, index) => [
    one[index],
    other[index],
  ])
    .flat()
    .filter((wanted) => wanted !== undefined)
    .filter(({ number }) => !special.has(number));
  if (plain.length < count) throw new Error(`the sandbox has ${plain.length} numbers`);
  return plain.slice(0, count);
}
