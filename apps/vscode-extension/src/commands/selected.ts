import { type E164, toE164 } from "@leaseline/core";

// What the tree, a notification or another extension hands to a command: only what is named here is looked at.

export function selectedAccount(selected: unknown): string | null {
  const { kind, id, account } = fields(selected);
  if (kind === "account") return text(id);
  return kind === "failure" ? text(fields(account)["id"]) : null;
}

export interface SelectedNumber {
  readonly account: string;
  readonly number: E164;
}

/** A row of a lease. */
export function selectedLease(selected: unknown): SelectedNumber | null {
  return selectedNumber(fields(selected)["lease"]);
}

/** An offer, or a number to be leased again. */
export function selectedNumber(selected: unknown): SelectedNumber | null {
  const { account, number } = fields(selected);
  const e164 = toE164(text(number) ?? "");
  const id = text(account);
  return e164 && id !== null ? { account: id, number: e164 } : null;
}

/** A number that stands in a file: no account is named with it. */
export function selectedNumberAlone(selected: unknown): E164 | null {
  return toE164(text(fields(selected)["number"]) ?? "");
}

/** Whose rows are to be drawn further, of a row that says that there are more. */
export function selectedMore(selected: unknown): string | null {
  const { kind, parent } = fields(selected);
  return kind === "more" ? text(parent) : null;
}

/** An address that the editor was opened with. */
export function selectedLink(
  selected: unknown,
): { readonly path: string; readonly query: string } | null {
  const { path, query } = fields(fields(selected)["link"]);
  return typeof path === "string" && typeof query === "string" ? { path, query } : null;
}

/** A row with an open operation. */
export function selectedOperation(selected: unknown): string | null {
  return text(fields(fields(selected)["operation"])["id"]);
}

/** What is there now, once: what refuses to be looked at names nothing, and nothing in it can change afterwards. */
function fields(value: unknown): Readonly<Record<string, unknown>> {
  try {
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
