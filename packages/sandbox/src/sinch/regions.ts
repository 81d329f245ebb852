import * as z from "zod";
import type { SandboxContext } from "../server/environment.js";
import type { Catalogue, SinchNumberType } from "../catalogue/catalogue.js";
import { badRequest, violationsOf } from "./errors.js";
import { numberTypeSchema } from "./filters.js";

const typesSchema = z.object({ types: z.array(numberTypeSchema) });

/** GET /availableRegions: every country of the catalogue with the types it has. */
export function listRegions(catalogue: Catalogue) {
  return (context: SandboxContext): Response => {
    const query = typesSchema.safeParse({ types: context.req.queries("types") ?? [] });
    if (!query.success) return badRequest(context, violationsOf(query.error));
    const { types: wanted } = query.data;
    const names = new Intl.DisplayNames("en", { type: "region" });
    const regionCodes = [...new Set(catalogue.sinch.map(({ country }) => country))];
    const availableRegions = regionCodes
      .map((regionCode) => ({
        regionCode,
        regionName: names.of(regionCode) ?? regionCode,
        types: typesIn(catalogue, regionCode),
      }))
      .filter(({ types }) => wanted.length === 0 || types.some((type) => wanted.includes(type)));
    return context.json({ availableRegions });
  };
}

function typesIn(catalogue: Catalogue, regionCode: string): readonly SinchNumberType[] {
  const offers = catalogue.sinch.filter(({ country }) => country === regionCode);
  return [...new Set(offers.map(({ type }) => type))];
}
