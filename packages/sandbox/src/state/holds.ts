import type { Operation } from "../server/operation.js";

/** Requests that are kept waiting until they are let go. */
export type Holds = {
  /** From now on, those of this operation. */
  readonly add: (operation: Operation) => void;
  /** Resolves at once where nothing is held. */
  readonly passed: (operation: Operation) => Promise<void>;
  /** Lets all of them go, and holds no other. */
  readonly clear: () => void;
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
    clear() {
      for (const { letGo } of held.values()) letGo();
      held.clear();
    },
  };
}
