import * as z from "zod/mini";
import type { KeptState } from "../leases-view/tree-choices.js";

/** What numbers were connected to, by the names that the person gave. */
export interface KeptTarget {
  /** Of the provider's connections; one that it has no more is not offered. */
  readonly feature: string;
  /** The provider's id. */
  readonly id: string;
  /** The person's own word for it; the id where they gave none. */
  readonly label: string;
}

export interface KeptTargets {
  /** Those of an account, the last used first. */
  of(account: string): readonly KeptTarget[];
  use(account: string, used: readonly KeptTarget[]): void;
}

const key = "leaseline.connectionTargets";
const mostOfAccount = 20;

const target = z.object({
  feature: z.string(),
  id: z.string().check(z.minLength(1)),
  label: z.string(),
});
const kept = z.record(z.string(), z.array(target));

export function createKeptTargets(state: KeptState): KeptTargets {
  const all = () => kept.safeParse(state.get(key)).data ?? {};
  const of = (account: string): readonly KeptTarget[] => all()[account] ?? [];
  return {
    of,
    use: (account, used) => {
      if (used.length === 0) return;
      const others = of(account).filter(
        (one) => !used.some(({ feature, id }) => feature === one.feature && id === one.id),
      );
      const now = [...used, ...others].slice(0, mostOfAccount);
      void state.update(key, { ...all(), [account]: now });
    },
  };
}
