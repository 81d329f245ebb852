import * as z from "zod";
import type { SinchOffer } from "./offer.js";

export const numberTypeSchema = z.enum(["MOBILE", "LOCAL", "TOLL_FREE"]);
const capabilitySchema = z.enum(["SMS", "VOICE"]);
const searchPatternSchema = z.enum(["START", "CONTAINS", "END"]);

/** A count in a query, absent or a whole number above 0. */
export const countSchema = z.coerce.number().int().positive();

/** What both a search and a list may ask for, as it stands in the query. */
export const filterFields = {
  capabilities: z.array(capabilitySchema),
  pattern: z.string().optional(),
  searchPattern: searchPatternSchema.default("START"),
};

type Filters = {
  readonly regionCode?: string | undefined;
  readonly type: SinchOffer["type"];
  readonly capabilities: readonly SinchOffer["capabilities"][number][];
  readonly pattern?: string | undefined;
  readonly searchPattern: z.infer<typeof searchPatternSchema>;
};

/** The pattern is held against the whole number, plus and country code included. */
export function matches(offer: SinchOffer, filters: Filters): boolean {
  const { regionCode, type, capabilities, pattern = "", searchPattern } = filters;
  if (regionCode !== undefined && offer.country !== regionCode) return false;
  if (offer.type !== type) return false;
  if (!capabilities.every((capability) => offer.capabilities.includes(capability))) return false;
  return patternTests[searchPattern](offer.number, pattern);
}

const patternTests = {
  START: (number: string, pattern: string) => number.startsWith(pattern),
  CONTAINS: (number: string, pattern: string) => number.includes(pattern),
  END: (number: string, pattern: string) => number.endsWith(pattern),
};
