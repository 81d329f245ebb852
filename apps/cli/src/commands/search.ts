import type { Feature, NumberType, SearchQuery } from "@leaseline/core";
import { collect, errorsIn, exitCodeFor, remarksOn } from "../collect.js";
import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import { offerRecord } from "../documents/to-record.js";
import { openClient } from "../open-client.js";
import { offersTable } from "../output/tables.js";
import type { AccountOption } from "./list.js";

export interface SearchOptions extends AccountOption {
  readonly country: string;
  readonly type?: NumberType | undefined;
  readonly feature?: readonly Feature[] | undefined;
  readonly digits?: string | undefined;
  readonly position?: SearchQuery["position"];
  readonly limit?: number | undefined;
}

export const search: Command<SearchOptions, Documents["search"]> = {
  run: async (context, { account, country, type, feature, digits, position, limit }) => {
    const { client, unreachable } = await openClient(context, account);
    const query = {
      country: country.toUpperCase(),
      type,
      features: feature,
      digits,
      position,
      limit,
    };
    const events = client.search(query, { signal: context.signal });
    const { items, failures } = await collect(events, client.accounts, unreachable);
    return {
      document: { offers: items.map(offerRecord), ...errorsIn(failures) },
      exitCode: exitCodeFor(failures),
    };
  },
  text: ({ offers }, style) => offersTable(offers, style),
  remarks: remarksOn,
};
