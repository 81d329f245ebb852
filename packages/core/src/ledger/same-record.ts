/** @throws Error when what was written does not read back as it was. */
export function checkSame(read: unknown, written: unknown): void {
  if (canonical(read) !== canonical(written))
    throw new Error("what was copied does not read as it was written");
}

/** Equal for what is equal, in whatever order a store keeps its fields. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
