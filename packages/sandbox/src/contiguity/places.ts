/** An area code and where it is. No area code is used by both providers, so their numbers never meet. */
export type ContiguityPlace = {
  readonly areaCode: string;
  readonly country: "US" | "CA";
  readonly region: string;
  readonly city: string;
};

const place = (
  areaCode: string,
  country: ContiguityPlace["country"],
  region: string,
  city: string,
): ContiguityPlace => ({ areaCode, country, region, city });

export const contiguityPlaces: readonly ContiguityPlace[] = [
  place("305", "US", "FL", "Miami"),
  place("415", "US", "CA", "San Francisco"),
  place("646", "US", "NY", "New York"),
  place("773", "US", "IL", "Chicago"),
  place("512", "US", "TX", "Austin"),
  place("206", "US", "WA", "Seattle"),
  place("702", "US", "NV", "Las Vegas"),
  place("504", "US", "LA", "New Orleans"),
  place("615", "US", "TN", "Nashville"),
  place("416", "CA", "ON", "Toronto"),
  place("604", "CA", "BC", "Vancouver"),
  place("506", "CA", "NB", "Moncton"),
];
