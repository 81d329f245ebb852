import { type E164, type LeaseClient, LeaseError, type LeaseFailure } from "@leaseline/core";
import { collect, errorsIn, exitCodeFor, remarksOn } from "../collect.js";
import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import { leaseRecord } from "../documents/to-record.js";
import { openListingClient } from "../open-client.js";
import { failureRecord } from "../output/failures.js";
import { leasesTable } from "../output/tables.js";
import type { TextStyle } from "../output/text-style.js";
import { momentWords } from "../output/words.js";

export interface AccountOption {
  readonly account?: string | undefined;
}

export const list: Command<AccountOption, Documents["list"]> = {
  run: async (context, { account }) => {
    const { client, unreachable, withoutKeys } = await openListingClient(context, account);
    const events = client.list({ signal: context.signal });
    const { items, failures, unread } = await collect(events, client.accounts, unreachable);
    const { numbers, failure } = await protectedNumbers(client);
    const isHeld = new Set(items.map(({ number }) => number));
    const others = withoutKeys
      .map(({ account: name, readAt, leases }) => ({
        account: name,
        readAt,
        leases: leases.flatMap(({ lease }) => (isHeld.has(lease.number) ? [] : leaseRecord(lease))),
      }))
      .filter(({ leases }) => leases.length > 0);
    for (const { leases } of others) for (const { number } of leases) isHeld.add(number);
    return {
      document: {
        leases: items.map(leaseRecord),
        leftOut: unread,
        protected: numbers.filter((number) => isHeld.has(number)),
        ...(others.length > 0 && { withoutKeys: others }),
        ...(failure && { ledger: failureRecord(failure) }),
        ...errorsIn(failures),
      },
      exitCode: exitCodeFor(failures, unread),
    };
  },
  text: (document, style) => listText(document, style),
  remarks: (document) => [
    ...(document.ledger
      ? [`${document.ledger.message} What is protected and labelled here is not shown.`]
      : []),
    ...remarksOn(document),
  ],
};

/** What the ledger says of numbers that a provider has told of; or why it says nothing: that hides no number. */
async function protectedNumbers(
  client: Pick<LeaseClient, "notes">,
): Promise<{ readonly numbers: readonly E164[]; readonly failure: LeaseFailure | null }> {
  try {
    const notes = await client.notes();
    const numbers = notes.filter(({ isProtected }) => isProtected).map(({ number }) => number);
    return { numbers, failure: null };
  } catch (error) {
    if (!LeaseError.isInstance(error)) throw error;
    return { numbers: [], failure: error.failure };
  }
}

function listText(
  { leases, leftOut, errors = [], protected: kept, withoutKeys = [] }: Documents["list"],
  style: TextStyle,
): string {
  const others = withoutKeys.map((one) =>
    [
      "",
      `${one.account}: this machine does not have its keys. From the ledger${one.readAt === null ? "" : `, read ${momentWords(one.readAt)} (UTC)`}:`,
      leasesTable(one.leases, kept, style),
    ].join("\n"),
  );
  const isWhole = errors.length === 0 && leftOut.length === 0;
  if (leases.length === 0 && !isWhole) return ["No numbers were read.", ...others].join("\n");
  if (others.length === 0) return leasesTable(leases, kept, style);
  const own =
    leases.length === 0
      ? "No numbers are leased with the keys of this machine."
      : leasesTable(leases, kept, style);
  return [own, ...others].join("\n");
}
