import type { E164 } from "@leaseline/core";
import type * as vscode from "vscode";

/** Numbers that nothing is said against in this workspace, such as the example of a documentation. */
export interface IgnoredNumbers {
  readonly has: (number: E164) => boolean;
  set(number: E164, isIgnored: boolean): Promise<void>;
  onChange(listener: () => void): void;
}

const key = "leaseline.ignoredNumbers";

export function ignoredNumbers(kept: Pick<vscode.Memento, "get" | "update">): IgnoredNumbers {
  const listeners: (() => void)[] = [];
  const read = (): readonly unknown[] => {
    const all = kept.get<unknown>(key);
    return Array.isArray(all) ? all : [];
  };
  return {
    has: (number) => read().includes(number),
    set: async (number, isIgnored) => {
      const others = read().filter((one) => one !== number);
      await kept.update(key, isIgnored ? [...others, number] : others);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
