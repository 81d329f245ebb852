import type { Lease } from "@leaseline/core";
import { findLease } from "../leases-view/leases.js";
import { rowText } from "../leases-view/row-text.js";
import { leaseRow } from "../leases-view/tree.js";
import type { CommandTools } from "./command.js";
import { selectedLease } from "./selected.js";
import { translate } from "../words/translate.js";

export type PickLeaseTools = Pick<CommandTools, "list" | "prompts" | "locale">;

/** The lease that a command is about: the row it was called on, else one that is asked for. */
export async function pickLease(
  selected: unknown,
  title: string,
  { list, prompts, locale }: PickLeaseTools,
): Promise<Lease | null> {
  const named = selectedLease(selected);
  const lease = named && findLease(list.now, named.account, named.number);
  if (lease) return lease;
  await list.whole();
  const { leases, accounts, unread } = list.now;
  const missing = unread > 0 ? missingWords(unread) : null;
  if (leases.length === 0) {
    const text = missing
      ? `${translate("No phone number is known of.")} ${missing}`
      : translate("No phone numbers are leased yet.");
    prompts.tell({ severity: "information", text, actions: [] });
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
        description: [one.label, description].filter(Boolean).join(" · "),
        value: one,
      };
    }),
  });
  return answer.kind === "answered" ? answer.value : null;
}

function missingWords(accounts: number): string {
  return accounts === 1
    ? translate("1 account has not been read.")
    : translate("{0} accounts have not been read.", accounts);
}
