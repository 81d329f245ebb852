import type { Operation } from "../server/operation.js";

/** Requests that are kept waiting until they are let go. */
export type Holds = {
  /** From now on, those of this operation. */
  readonly add: (operation: Operation) => void;
  /** Resolves at once where nothing is held. */
  readonly passed: (operation: Operation) => Promise<void>;
  /** Lets those of one operation go, or all of them, and holds no other. */
  readonly clear: (operation?: Operation) => void;
};

export function createHolds(): Holds {
  const held = new Map<Operation, { readonly gone: Promise<void>; readonly letGo: () => void }>();
  return {
    add(operation) {
      if (held.has(operation)) return;
      let letGo = () => {};
      const gone = new Promise<void>((resolve) => (letGo = resolve));
      held.set(operation, { gone, letGo });
    },
    passed: async (operation) => held.get(operation)?.gone,
    clear(operation) {
      for (const name of operation ? [operation] : held.keys()) {
        held.get(name)?.letGo();
        held.delete(name);
      }
    },
  };
}
