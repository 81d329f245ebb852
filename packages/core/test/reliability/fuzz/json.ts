export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

/** How many values there are in it, itself included. */
export function count(whole: Json): number {
  return typeof whole === "object" && whole !== null
    ? 1 + Object.values(whole).reduce<number>((sum, one) => sum + count(one), 0)
    : 1;
}

/** The same with the n-th value, counted from the outside, changed; undefined leaves it out. */
export function changedAt(
  whole: Json,
  place: { left: number },
  change: (found: Json) => Json | undefined,
): Json | undefined {
  if (place.left === 0) {
    place.left = -1;
    return change(whole);
  }
  place.left -= 1;
  if (Array.isArray(whole))
    return (whole as Json[]).flatMap((one) => {
      const changed = place.left < 0 ? one : changedAt(one, place, change);
      return changed === undefined ? [] : [changed];
    });
  if (!isObject(whole)) return whole;
  return Object.fromEntries(
    Object.entries(whole).flatMap(([key, one]) => {
      const changed = place.left < 0 ? one : changedAt(one, place, change);
      return changed === undefined ? [] : [[key, changed]];
    }),
  );
}

export function isObject(found: Json): found is { readonly [name: string]: Json } {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}

/** Not with a spread: the name may be `__proto__`. */
export function withName(object: { readonly [name: string]: Json }, key: string, put: Json): Json {
  return Object.fromEntries([...Object.entries(object), [key, put]]);
}

export function deep(levels: number): Json {
  let nested: Json = "the end";
  for (let level = 0; level < levels; level += 1) nested = { data: nested };
  return nested;
}
