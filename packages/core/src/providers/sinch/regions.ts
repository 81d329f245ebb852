import * as z from "#zod";
import type { ApiRequest, CallOptions } from "../../http/api.js";
import { call } from "../../http/call.js";
import { type ReadList, elements, optional } from "../../http/lenient.js";
import type { SinchApi } from "./api.js";
import { parameters, type SinchNumberType } from "./requests.js";

/** The countries that Sinch has numbers of. */
export interface AvailableRegions {
  /**
   * Where Sinch has numbers, and of which types.
   * @param types - only regions that have one of these; every region when left out.
   */
  list(
    types?: readonly SinchNumberType[],
    options?: CallOptions,
  ): Promise<ReadList<AvailableRegion>>;
}

const availableRegion = z.object({
  /** ISO 3166-1 alpha-2. */
  regionCode: z.string(),
  regionName: optional(z.string()),
  /** MOBILE, LOCAL, TOLL_FREE, or one that is not known yet. */
  types: optional(z.array(z.string())),
});
/** A region that numbers can be had in. @interface */
export type AvailableRegion = z.infer<typeof availableRegion>;

export function availableRegions({ api, project }: SinchApi): AvailableRegions {
  return {
    list: async (types = [], { signal } = {}) => {
      const { availableRegions } = await call(api, listRegions(project, types), signal);
      return availableRegions;
    },
  };
}

function listRegions(project: string, types: readonly SinchNumberType[]) {
  return {
    operation: "sinch.regions",
    effect: "read",
    method: "GET",
    path: `${project}/availableRegions`,
    query: parameters({ types }),
    answer: z.object({ availableRegions: elements(availableRegion, "regionCode") }),
    mayBeKept: true,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}
