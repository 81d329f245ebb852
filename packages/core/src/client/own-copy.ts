/**
 * The same, as it is now: its objects and lists may become others while their caller is still waited for. What is more
 * than data, such as a signal or a function, is itself.
 */
export function ownCopy<Value>(value: Value): Value {
  // Copied name by name, it is of the same type.
  return copyOf(value, new Map()) as Value;
}

function copyOf(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const isList = Array.isArray(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!isList && prototype !== Object.prototype && prototype !== null) return value;
  if (copies.has(value)) return copies.get(value);
  const copy: unknown[] | Record<string, unknown> = isList ? [] : {};
  copies.set(value, copy);
  for (const [name, one] of Object.entries(value))
    Object.defineProperty(copy, name, {
      value: copyOf(one, copies),
      configurable: true,
      enumerable: true,
      writable: true,
    });
  return copy;
}
