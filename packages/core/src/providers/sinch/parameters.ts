/** Arrays repeat their name; `+` becomes `%2B`, which Sinch needs in a query and not in a path. */
export function parameters(
  values: Readonly<Record<string, string | number | readonly string[] | undefined>>,
): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (typeof value === "object") for (const one of value) query.append(name, one);
    else query.append(name, String(value));
  }
  return query;
}
