import { isCountry } from "@leaseline/core";
import * as z from "zod/mini";
import type { KeptState } from "../leases-view/tree-choices.js";
import { offerOrders } from "./offer-order.js";
import { type SearchStart, knownFeatures, knownTypes } from "./search-link.js";

/** What was searched for last, to be searched for again: in another window, and after a reload, too. */
export interface KeptSearch {
  /** Null when nothing has been searched for, or what was kept is not understood. */
  get(): SearchStart | null;
  readonly keep: (search: SearchStart) => void;
}

const key = "leaseline.lastSearch";

const kept = z.object({
  accounts: z.nullable(z.array(z.string())),
  country: z.string().check(z.refine(isCountry)),
  type: z.optional(z.string()),
  view: z.object({
    features: z.array(z.string()),
    readyOnly: z.boolean(),
    order: z.enum(offerOrders),
  }),
  typed: z.string(),
});

export function createKeptSearch(state: KeptState): KeptSearch {
  return {
    get: () => {
      const { data } = kept.safeParse(state.get(key));
      if (!data) return null;
      return {
        ...data,
        type: knownTypes.find((one) => one === data.type),
        view: {
          ...data.view,
          features: knownFeatures.filter((one) => data.view.features.includes(one)),
        },
      };
    },
    keep: (search) => void state.update(key, search),
  };
}
