/** What becomes of one place of a JSON text: see the fault `change`. */
export type JsonChange = { readonly at: string; readonly to?: unknown };

/**
 * `json` with the changes, one after the other.
 * @throws {RangeError} for a place that is not there: a change that means nothing would silently test nothing.
 */
export function changeJson(json: unknown, changes: readonly JsonChange[]): unknown {
  const changed = structuredClone(json);
  for (const { at, to } of changes) changeAt(changed, at.slice(1).split("/").map(unescaped), to);
  return changed;
}

function changeAt(within: unknown, path: readonly string[], to: unknown): void {
  const [name = "", ...rest] = path;
  if (typeof within !== "object" || within === null)
    throw new RangeError(`There is nothing to change at ${name}.`);
  if (name === "*") {
    for (const key of Object.keys(within)) changeAt(within, [key, ...rest], to);
    return;
  }
  const object = within as Record<string, unknown>;
  if (rest.length > 0) return changeAt(object[name], rest, to);
  if (Array.isArray(within) && name === "-") within.push(to);
  else if (Array.isArray(within) && to === undefined) within.splice(Number(name), 1);
  else if (to === undefined) delete object[name];
  else object[name] = to;
}

/** RFC 6901. */
function unescaped(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}
