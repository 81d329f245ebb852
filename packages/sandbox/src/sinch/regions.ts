import * as z from "zod";
import type { SandboxContext } from "../server/environment.js";
import { badRequest, violationsOf } from "./errors.js";
import { numberTypeSchema } from "./filters.js";
import type { SinchNumberType, SinchOffer } from "./offer.js";
import type { SinchWorld } from "./world.js";

const typesSchema = z.object({ types: z.array(numberTypeSchema) });

/** GET /availableRegions: every country that there are numbers in with the types it has. */
export function listRegions({ offers }: SinchWorld) {
  return (context: SandboxContext): Response => {
    const query = typesSchema.safeParse({ types: context.req.queries("types") ?? [] });
    if (!query.success) return badRequest(context, violationsOf(query.error));
    const { types: wanted } = query.data;
    const names = new Intl.DisplayNames("en", { type: "region" });
    const regionCodes = [...new Set(offers.map(({ country }) => country))];
    const availableRegions = regionCodes
      .map((regionCode) => ({
        regionCode,
        regionName: names.of(regionCode) ?? regionCode,
        types: typesIn(offers, regionCode),
      }))
      .filter(({ types }) => wanted.length === 0 || types.some((type) => wanted.includes(type)));
    return context.json({ availableRegions });
  };
}

function typesIn(offers: readonly SinchOffer[], regionCode: string): readonly SinchNumberType[] {
  const there = offers.filter(({ country }) => country === regionCode);
  return [...new Set(there.map(({ type }) => type))];
}
