// The schemas of small-zod.ts, and how a value is read with one.

/** What comes of a value that a schema refuses. Why it does, {@link Reading.why} says. */
export const refused = Symbol("refused");

export interface Issue {
  readonly code: string;
  readonly path: readonly string[];
  readonly expected?: string;
  /** Of fields that are not known. */
  readonly keys?: readonly string[];
}

export interface Reading {
  /**
   * @returns what was read, or {@link refused}. A value that has the wanted form already is given back and not copied,
   * so it belongs to whoever asked.
   */
  readonly read: (value: unknown) => unknown;
  /** The first reason, of a value that is refused. */
  readonly why: (value: unknown) => Issue;
}

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

export class Schema implements Reading {
  readonly _zod: {
    readonly def: Definition;
    readonly optin: WhenLeftOut;
    readonly optout: WhenLeftOut;
  };
  readonly read: Reading["read"];
  readonly why: Reading["why"];
  readonly #unchecked: Reading;

  constructor(def: Definition, reading: Reading, optin?: WhenLeftOut, optout?: WhenLeftOut) {
    this._zod = { def, optin, optout };
    this.#unchecked = reading;
    const { read, why, checks } = { ...reading, checks: def.checks };
    this.read = read;
    this.why = why;
    if (!checks) return;
    const unmet = (output: unknown) => checks.find(({ isMet }) => !isMet(output));
    this.read = (value) => {
      const output = read(value);
      return output === refused || unmet(output) ? refused : output;
    };
    this.why = (value) => {
      const output = read(value);
      const check = output === refused ? null : unmet(output);
      return check ? { ...check.issue, path: [] } : why(value);
    };
  }

  get shape(): unknown {
    return this._zod.def["shape"];
  }

  check(...checks: readonly Check[]): Schema {
    const { def, optin, optout } = this._zod;
    const all = [...(def.checks ?? []), ...checks];
    return new Schema({ ...def, checks: all }, this.#unchecked, optin, optout);
  }

  safeParse(value: unknown) {
    return safeParse(this, value);
  }

  parse(value: unknown): unknown {
    return parse(this, value);
  }
}

export function safeParse(schema: Schema, value: unknown) {
  const data = schema.read(value);
  return data === refused
    ? { success: false as const, error: { issues: [schema.why(value)] } }
    : { success: true as const, data };
}

export function parse(schema: Schema, value: unknown): unknown {
  const data = schema.read(value);
  if (data === refused) throw new TypeError(JSON.stringify([schema.why(value)]));
  return data;
}

export const wrongType = (expected: string): Issue => ({
  code: "invalid_type",
  expected,
  path: [],
});

/** Reads what has one form as it is. */
export const only = (isOne: (value: unknown) => unknown, otherwise: Issue): Reading => ({
  read: (value) => (isOne(value) ? value : refused),
  why: () => otherwise,
});
