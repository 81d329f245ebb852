import type { Feature, NumberType, SearchQuery } from "@leaseline/core";
import { collect, errorsIn, exitCodeFor, remarksOn } from "../collect.js";
import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import { offerRecord } from "../documents/to-record.js";
import { openClient } from "../open-client.js";
import { offersTable } from "../output/tables.js";
import { type Sorting, maybeMore, sorted, withinLimit, wantedOf } from "../chosen-offers.js";
import type { AccountOption } from "./list.js";

export interface SearchOptions extends AccountOption {
  readonly country: string;
  readonly type?: NumberType | undefined;
  readonly feature?: readonly Feature[] | undefined;
  readonly digits?: string | undefined;
  readonly position?: SearchQuery["position"];
  readonly sort?: Sorting | undefined;
  readonly limit?: number | undefined;
}

/** As many as an account is asked for: what is shown is sorted and limited after everything else. */
const most = 1000;

export const search: Command<SearchOptions, Documents["search"]> = {
  run: async (context, { account, country, type, feature, digits, position, sort, limit }) => {
    const { client, unreachable } = await openClient(context, account);
    const query = {
      country: country.toUpperCase(),
      type,
      features: feature,
      digits,
      position,
      limit: most,
    };
    const events = client.search(query, { signal: context.signal });
    const { items, failures, unread } = await collect(events, client.accounts, unreachable);
    const wanted = wantedOf(items, query, client.accounts);
    const shown = withinLimit(sorted(wanted.offers, sort), limit);
    return {
      document: {
        offers: shown.offers.map(offerRecord),
        leftOut: [
          ...unread,
          ...maybeMore(items, client.accounts, most),
          ...wanted.leftOut,
          ...shown.leftOut,
        ],
        ...errorsIn(failures),
      },
      exitCode: exitCodeFor(failures),
    };
  },
  text: ({ offers }, style) => offersTable(offers, style),
  remarks: remarksOn,
};
