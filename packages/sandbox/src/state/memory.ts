/**
 * What a sandbox remembers, by name: all that has to be there again when it is started anew.
 * Values are plain data: JSON, and maps with text as keys.
 */
export type Memory = {
  /** The map of that name; the same one each time. */
  readonly map: <Value>(name: string) => Map<string, Value>;
  /** The single value of that name; `initial` until it is set. */
  readonly value: <Value>(name: string, initial: Value) => Cell<Value>;
  /** Everything under a name of its own. */
  readonly part: (name: string) => Memory;
  readonly clear: () => void;
  /** Read back by {@link createMemory}. */
  readonly toText: () => string;
};

export type Cell<Value> = { readonly get: () => Value; readonly set: (value: Value) => void };

/** @param text - of {@link Memory.toText}. @throws {SyntaxError} when it is none. */
export function createMemory(text = "[]"): Memory {
  const maps = new Map<string, Map<string, unknown>>();
  for (const [name, entries] of JSON.parse(text, revive) as [string, [string, unknown][]][])
    maps.set(name, new Map(entries));
  return partOf(maps, "");
}

function partOf(maps: Map<string, Map<string, unknown>>, prefix: string): Memory {
  const map = <Value>(name: string) => {
    const known = maps.get(prefix + name) ?? new Map<string, unknown>();
    maps.set(prefix + name, known);
    // A name stands for one kind of value.
    return known as Map<string, Value>;
  };
  return {
    map,
    value: <Value>(name: string, initial: Value): Cell<Value> => {
      const cells = map<Value>("values");
      return {
        // What is kept may well be undefined or null.
        get: () => (cells.has(name) ? (cells.get(name) as Value) : initial),
        set: (value) => void cells.set(name, value),
      };
    },
    part: (name) => partOf(maps, `${prefix}${name}.`),
    clear: () => {
      for (const one of maps.values()) one.clear();
    },
    toText: () =>
      JSON.stringify(
        [...maps].map(([name, one]) => [name, [...one]]),
        replace,
      ),
  };
}

const mark = "$map";

function replace(_key: string, value: unknown): unknown {
  return value instanceof Map ? { [mark]: [...value] } : value;
}

function revive(_key: string, value: unknown): unknown {
  const entries =
    typeof value === "object" && value !== null && mark in value ? value[mark] : undefined;
  return Array.isArray(entries) ? new Map(entries as [string, unknown][]) : value;
}
