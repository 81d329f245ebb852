import type { Lease } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import { type Leases, findLease } from "../leases-view/leases.js";
import { rowText } from "../leases-view/row-text.js";
import { leaseRow } from "../leases-view/tree.js";
import { internationalNumber } from "../words/lease-words.js";
import type { CommandTools } from "./command.js";
import { type SelectedNumber, selectedLease } from "./selected.js";
import { translate } from "../words/translate.js";

export type PickLeaseTools = Pick<CommandTools, "list" | "prompts" | "locale">;

/**
 * The lease that a command is about: the row it was called on, or one that is asked for where it was called on none.
 * No other number ever takes the place of one that is gone.
 */
export async function pickLease(
  selected: unknown,
  title: string,
  tools: PickLeaseTools,
): Promise<Lease | null> {
  return (await pickLeases(selected, [], title, tools))[0] ?? null;
}

/**
 * The leases that a command is about: those among the rows that are selected, whatever else is selected with them;
 * else one that is asked for.
 */
export async function pickLeases(
  selected: unknown,
  rows: readonly unknown[],
  title: string,
  tools: PickLeaseTools,
): Promise<readonly Lease[]> {
  const named = [selected, ...rows].flatMap((row) => selectedLease(row) ?? []);
  if (rows.length + named.length > 0) {
    const found = await findNamed(named, tools);
    return [...new Map(found.map((lease) => [`${lease.account} ${lease.number}`, lease])).values()];
  }
  const lease = await askForLease(title, tools);
  return lease ? [lease] : [];
}

/** Asks for one of all that are leased. */
async function askForLease(title: string, tools: PickLeaseTools): Promise<Lease | null> {
  const { list, prompts, locale } = tools;
  await list.whole();
  const { leases, accounts } = list.now;
  const missing = missingWords(list.now);
  if (leases.length === 0) {
    const text = missing
      ? `${translate("No phone number is known of.")} ${missing}`
      : translate("No phone numbers are leased yet.");
    prompts.tell({ text });
    return null;
  }
  const answer = await prompts.pick({
    title,
    placeholder: [translate("Which number?"), missing].filter(Boolean).join(" "),
    canGoBack: false,
    choices: leases.map((one) => {
      const entry = accounts.find(({ account }) => account.id === one.account) ?? null;
      const { label, description } = rowText(leaseRow({ ...one, label: null }, entry), locale);
      return {
        label,
        // Last as it is copied: the editor finds no digits across the spaces between them.
        description: [one.label, description, one.number].filter(Boolean).join(" · "),
        group: entry && accounts.length > 1 ? accountTitle(entry.account) : undefined,
        value: one,
      };
    }),
  });
  return answer.kind === "answered" ? answer.value : null;
}

/** Those of the named numbers that are leased; where none of them is, that is told. */
async function findNamed(
  named: readonly SelectedNumber[],
  { list, prompts }: Pick<PickLeaseTools, "list" | "prompts">,
): Promise<readonly Lease[]> {
  const find = () =>
    named.flatMap(({ account, number }) => findLease(list.now, account, number) ?? []);
  if (find().length < named.length) {
    // A notification may name what this window has not read yet, or what was leased a moment ago.
    await list.whole();
    await list.look();
  }
  const found = find();
  if (found.length > 0) return found;
  const [first, ...others] = named;
  const text =
    first && others.length === 0
      ? translate("{0} is not among the leased numbers.", internationalNumber(first.number))
      : translate("None of the selected rows is a leased number.");
  prompts.tell({
    text: [text, translate("Nothing was done."), missingWords(list.now)].filter(Boolean).join(" "),
  });
  return [];
}

function missingWords({ unread }: Pick<Leases, "unread">): string | null {
  if (unread === 0) return null;
  return unread === 1
    ? translate("1 account has not been read.")
    : translate("{0} accounts have not been read.", unread);
}
