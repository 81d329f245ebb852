export type Fields = Readonly<Record<string, unknown>>;

/** The answer with other fields of the lease: Contiguity has them in `data`, Sinch has them bare. */
export function changed(text: string, change: (fields: Fields) => Fields): string {
  // Written by the sandbox, and an object at both providers.
  const answer = JSON.parse(text) as Fields & { readonly data?: Fields };
  return JSON.stringify(answer.data ? { ...answer, data: change(answer.data) } : change(answer));
}

/** What either provider would take for its own answer. */
export function both(fields: Fields): string {
  return JSON.stringify({ ...fields, data: fields });
}

export function nulls(...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, null]));
}

export function html(body: string) {
  return { contentType: "text/html", body };
}
