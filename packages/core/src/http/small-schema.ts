// The schemas of small-zod.ts, and how one is read.

export interface Issue {
  readonly code: string;
  readonly path: readonly string[];
  readonly expected?: string;
  /** Of fields that are not known. */
  readonly keys?: readonly string[];
}

export type Read = (value: unknown, issues: Issue[]) => unknown;

/** Of what zod's definitions hold, what ours are read by. */
interface Definition {
  readonly type: string;
  readonly checks?: readonly Check[];
  readonly [more: string]: unknown;
}

export interface Check {
  readonly isMet: (value: unknown) => boolean;
  readonly issue: Omit<Issue, "path">;
}

/** What stands for a field that is left out: nothing at all, or something else. */
type WhenLeftOut = "optional" | "defaulted" | undefined;

export class Schema {
  readonly _zod: {
    readonly def: Definition;
    readonly optin: WhenLeftOut;
    readonly optout: WhenLeftOut;
    readonly run: Read;
  };
  readonly #read: Read;

  constructor(def: Definition, read: Read, optin?: WhenLeftOut, optout?: WhenLeftOut) {
    this.#read = read;
    const checks = def.checks ?? [];
    const run: Read = (value, issues) => {
      const before = issues.length;
      const output = read(value, issues);
      for (const { isMet, issue } of issues.length > before ? [] : checks)
        if (!isMet(output)) issues.push({ ...issue, path: [] });
      return output;
    };
    this._zod = { def, optin, optout, run: checks.length > 0 ? run : read };
  }

  get shape(): unknown {
    return this._zod.def["shape"];
  }

  check(...checks: readonly Check[]): Schema {
    const { def, optin, optout } = this._zod;
    const all = [...(def.checks ?? []), ...checks];
    return new Schema({ ...def, checks: all }, this.#read, optin, optout);
  }

  safeParse(value: unknown) {
    return safeParse(this, value);
  }

  parse(value: unknown): unknown {
    return parse(this, value);
  }
}

export function safeParse(schema: Schema, value: unknown) {
  const issues: Issue[] = [];
  const data = schema._zod.run(value, issues);
  return issues.length === 0
    ? { success: true as const, data }
    : { success: false as const, error: { issues } };
}

export function parse(schema: Schema, value: unknown): unknown {
  const { success, data, error } = { data: null, error: null, ...safeParse(schema, value) };
  if (!success) throw new TypeError(JSON.stringify(error?.issues));
  return data;
}

export const wrongType = (expected: string): Issue => ({
  code: "invalid_type",
  expected,
  path: [],
});
