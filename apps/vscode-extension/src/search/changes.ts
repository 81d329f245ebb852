/** What is told of changes, whenever it asks. */
export interface Changes {
  readonly notice: () => void;
  /** Resolves when something has changed since the last time, or when it has ended. */
  next(): Promise<void>;
  readonly end: () => void;
}

/** @param followers - those that are to be called with every change. */
export function createChanges(followers: Set<() => void>): Changes {
  let changed = false;
  let ended = false;
  let wake = () => {};
  const notice = () => {
    changed = true;
    wake();
  };
  followers.add(notice);
  return {
    notice,
    next: async () => {
      if (!changed && !ended) await new Promise<void>((resolve) => (wake = resolve));
      changed = false;
    },
    end: () => {
      ended = true;
      followers.delete(notice);
      wake();
    },
  };
}
