import { type Feature, type NumberType, isCountry } from "@leaseline/core";

/** What a search begins with that was not asked for step by step. */
export interface SearchStart {
  /** ISO 3166-1 alpha-2; null where the person is to be asked. */
  readonly country: string | null;
  readonly type: NumberType | undefined;
  readonly features: readonly Feature[];
}

/**
 * Reads a link from outside: `/search?country=US&type=local&features=sms,voice`. Whoever wrote it may know nothing
 * of what is here, or mean no good: what is not understood is asked for, and nothing in it buys.
 * @returns null for a link that leads elsewhere.
 */
export function readSearchLink(link: {
  readonly path: string;
  readonly query: string;
}): SearchStart | null {
  if (!/^\/search\/?$/.test(link.path) || link.query.length > 1000) return null;
  const given = new URLSearchParams(link.query);
  const country = (given.get("country") ?? "").toUpperCase();
  const type = given.get("type");
  const features = (given.get("features") ?? "").toLowerCase().split(",");
  return {
    country: /^[A-Z]{2}$/.test(country) && isCountry(country) ? country : null,
    type: types.find((one) => one === type),
    features: knownFeatures.filter((one) => features.includes(one)),
  };
}

const types: readonly NumberType[] = ["local", "mobile", "toll-free"];
const knownFeatures: readonly Feature[] = ["sms", "mms", "voice", "rcs", "imessage", "whatsapp"];
