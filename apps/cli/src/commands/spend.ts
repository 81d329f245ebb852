import { type Lease, formatMoney } from "@leaseline/core";
import { collect, withFailures } from "../collect.js";
import type { Command } from "../context.js";
import { openClient } from "../open-client.js";
import { table } from "../output/table.js";
import { dayWords, priceWords } from "../output/words.js";

export const spend: Command<{ readonly account?: string | undefined }> = async (
  context,
  { account },
) => {
  const client = await openClient(context, account);
  const held = await collect(client.list({ signal: context.signal }), client.accounts);
  // What was just read is in the ledger now, beside what is reserved for operations that are under way.
  const totals = await client.spending();
  const next = held.items
    .flatMap((lease) => (lease.nextChargeAt === null ? [] : [{ lease, at: lease.nextChargeAt }]))
    .toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at));
  return withFailures(held, {
    document: {
      monthly: totals,
      nextCharges: next.map(({ lease, at }) => charge(lease, at)),
    },
    text: (style) =>
      [
        totals.length === 0 ? "Nothing is being paid for." : style.bold("A month, all numbers"),
        ...totals.map((money) => `  ${formatMoney(money)} ${style.dim(money.currency)}`),
        ...(next.length === 0
          ? []
          : [
              "",
              table(
                ["NEXT CHARGE", "PRICE", "NUMBER", "ACCOUNT"],
                next.map(({ lease, at }) => [
                  dayWords(at),
                  priceWords(lease.price),
                  lease.number,
                  lease.account,
                ]),
                style,
              ),
            ]),
      ].join("\n"),
  });
};

function charge({ number, account, provider, price }: Lease, at: string) {
  return { number, account, provider, price, at };
}
