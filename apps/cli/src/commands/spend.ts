import type { Lease } from "@leaseline/core";
import { collect, errorsIn, exitCodeFor, remarksOn } from "../collect.js";
import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import { openListingClient } from "../open-client.js";
import { table } from "../output/table.js";
import type { TextStyle } from "../output/text-style.js";
import { dayWords, moneyWords, priceWords } from "../output/words.js";
import type { AccountOption } from "./list.js";

export const spend: Command<AccountOption, Documents["spend"]> = {
  run: async (context, { account }) => {
    const { client, unreachable, withoutKeys } = await openListingClient(context, account);
    const events = client.list({ signal: context.signal });
    const { items, failures, unread } = await collect(events, client.accounts, unreachable);
    // What was just read is in the ledger now, beside what is reserved for operations that are under way.
    const { running, bill, unpriced } = await client.spending();
    return {
      document: {
        monthly: running,
        bill,
        unpriced,
        // Also of those that are counted above and cannot be read here, as the ledger has them.
        nextCharges: [
          ...items,
          ...withoutKeys.flatMap(({ leases }) => leases.map(({ lease }) => lease)),
        ]
          .flatMap(charge)
          .toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at)),
        leftOut: unread,
        ...errorsIn(failures),
      },
      exitCode: exitCodeFor(failures, unread),
    };
  },
  text: ({ monthly, bill, unpriced, nextCharges }, style) =>
    [
      ...(monthly.length === 0
        ? [unpriced.length === 0 ? "Nothing is being paid for." : "No price is known."]
        : totals("A month, all numbers", monthly, style)),
      ...(bill.length === 0 ? [] : totals("This month, as far as it is known", bill, style)),
      ...(nextCharges.length === 0
        ? []
        : [
            "",
            table(
              ["Next charge", "Price", "Number", "Account"],
              nextCharges.map(({ at, price, number, account }) => [
                dayWords(at),
                priceWords(price),
                number,
                account,
              ]),
              style,
            ),
          ]),
    ].join("\n"),
  remarks: (document) => [...unpricedRemarks(document.unpriced), ...remarksOn(document)],
};

function totals(
  heading: string,
  sums: Documents["spend"]["monthly"],
  style: TextStyle,
): readonly string[] {
  return [
    style.bold(heading),
    ...sums.map((money) => `  ${moneyWords(money)} ${style.dim(money.currency)}`),
  ];
}

function unpricedRemarks(unpriced: Documents["spend"]["unpriced"]): readonly string[] {
  if (unpriced.length === 0) return [];
  const shown = unpriced.slice(0, 10).map(({ number, account }) => `${number} of ${account}`);
  const more = unpriced.length - shown.length;
  return [
    `Nobody has said what these cost, and they are in no sum: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}. Under a monthly cap nothing is leased before it is said of each: leaseline price NUMBER "2.00 USD", with what it costs.`,
  ];
}

function charge({ number, account, provider, price, nextChargeAt }: Lease) {
  return nextChargeAt === null ? [] : [{ number, account, provider, price, at: nextChargeAt }];
}
