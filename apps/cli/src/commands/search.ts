import type { Feature, NumberType, SearchQuery } from "@leaseline/core";
import { collect, withFailures } from "../collect.js";
import type { Command } from "../context.js";
import { openClient } from "../open-client.js";
import { offersTable } from "../output/tables.js";
import { offerRecord } from "../records/records.js";

export interface SearchOptions {
  readonly account?: string | undefined;
  readonly country: string;
  readonly type?: NumberType | undefined;
  readonly feature?: readonly Feature[] | undefined;
  readonly digits?: string | undefined;
  readonly position?: SearchQuery["position"];
  readonly limit?: number | undefined;
}

export const search: Command<SearchOptions> = async (context, options) => {
  const client = await openClient(context, options.account);
  const { country, type, feature, digits, position, limit } = options;
  const query = {
    country: country.toUpperCase(),
    type,
    features: feature,
    digits,
    position,
    limit,
  };
  const found = await collect(client.search(query, { signal: context.signal }), client.accounts);
  return withFailures(found, {
    document: { offers: found.items.map(offerRecord) },
    text: (style) => offersTable(found.items, style),
  });
};
