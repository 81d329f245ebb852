import { type E164, type Lease, readPhoneNumber } from "@leaseline/core";
import { pickAccount } from "../accounts/pick-account.js";
import { rowText } from "../leases-view/row-text.js";
import { leaseRow } from "../leases-view/tree.js";
import { internationalNumber } from "../words/lease-words.js";
import type { Prompts } from "../prompts/prompts.js";
import type { Services } from "./services.js";

/** The lease that a command is about: the row it was called on, else one that is asked for. */
export async function pickLease(
  selected: unknown,
  title: string,
  prompts: Prompts,
  { list, locale }: Services,
): Promise<Lease | null> {
  const lease = leaseOfRow(selected, list);
  if (lease) return lease;
  await list.whole();
  if (list.leases.length === 0) {
    prompts.tell({
      severity: "information",
      text: "No phone numbers are leased yet.",
      actions: [],
    });
    return null;
  }
  const answer = await prompts.pick({
    title,
    placeholder: "Which number?",
    canGoBack: false,
    choices: list.leases.map((one) => {
      const { description } = rowText(leaseRow(one, entryOf(list, one)), locale);
      return {
        label: internationalNumber(one.number),
        description: [one.label, description].filter(Boolean).join(" · "),
        value: one,
      };
    }),
  });
  return answer.kind === "answered" ? answer.value : null;
}

/** Asks for a number to lease that a person knows already, and in which account. */
export async function askForNumber(
  prompts: Prompts,
  { store }: Services,
): Promise<{ account: string; number: E164 } | null> {
  const title = "Lease a Number";
  const account = await pickAccount(store.list(), prompts, title);
  if (account.kind !== "answered") return null;
  const typed = await prompts.type({
    title,
    prompt: "The number to lease, with its country code",
    placeholder: "+1 305 555 0100",
    canGoBack: false,
    check: (text) =>
      readPhoneNumber(text).kind === "number"
        ? null
        : "This is not a phone number. Type it with + and its country code, such as +1 305 555 0100.",
  });
  const read = typed.kind === "answered" ? readPhoneNumber(typed.value) : null;
  return read?.kind === "number" ? { account: account.value.id, number: read.number } : null;
}

/** What is known of the account that a lease belongs to. */
export function entryOf({ accounts }: Services["list"], lease: Lease) {
  return accounts.find(({ account }) => account.id === lease.account) ?? null;
}

/** What the tree hands to a command is an object of ours; anything else is not looked into. */
function leaseOfRow(selected: unknown, { find }: Services["list"]): Lease | null {
  if (typeof selected !== "object" || selected === null || !("lease" in selected)) return null;
  const { lease } = selected;
  if (typeof lease !== "object" || lease === null || !("account" in lease) || !("number" in lease))
    return null;
  return find(String(lease.account), String(lease.number));
}
