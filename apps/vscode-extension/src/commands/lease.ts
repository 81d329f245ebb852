import { type E164, readPhoneNumber, sayReason } from "@leaseline/core";
import { noSuchAccount } from "../accounts/account-here.js";
import { pickAccount } from "./pick-account.js";
import { type LeaseEnd, leaseNumber } from "../lease/lease-number.js";
import { createKeptTargets } from "../lease/kept-targets.js";
import type { KeptState } from "../leases-view/tree-choices.js";
import type { Answer, Prompts } from "../prompts/prompts.js";
import type { Command, CommandTools } from "./command.js";
import { type SelectedNumber, selectedNumber, selectedNumberAlone } from "./selected.js";
import { translate } from "../words/translate.js";

export type LeaseCommandTools = Pick<
  CommandTools,
  "prompts" | "accounts" | "actions" | "followUp" | "limits" | "locale" | "list" | "reveal"
> & {
  /** What is kept across windows and reloads. */
  readonly state: KeptState;
};

export function leaseCommand(tools: LeaseCommandTools): Command {
  return async (selected) => {
    if (!hasAccount(tools)) return;
    const named = selectedNumber(selected);
    const alone = selectedNumberAlone(selected);
    if (named && tools.accounts.find(named.account)) await leaseIn(named, false, tools);
    else if (alone) await askForAccountAndLease(alone, named !== null, tools);
    else await askAndLease(tools);
  };
}

/** Leases a number in one of the accounts. Null when that account is gone. */
export async function leaseIn(
  { account: id, number }: SelectedNumber,
  canGoBack: boolean,
  { accounts, list, limits, prompts, actions, followUp, state, locale, reveal }: LeaseCommandTools,
): Promise<LeaseEnd | null> {
  const account = accounts.find(id);
  if (!account) {
    prompts.tell({ text: noSuchAccount() });
    return null;
  }
  const end = await leaseNumber(account, number, {
    prompts,
    actions,
    followUp,
    targets: createKeptTargets(state),
    locale,
    canGoBack,
    limits,
    client: () => accounts.client(account),
    ledger: accounts.groupOf(account).ledger,
  });
  if (end === "leased" || end === "unknown") await list.load();
  if (end === "leased") reveal({ account: id, number });
  return end;
}

export function hasAccount({
  accounts,
  prompts,
  actions,
}: Pick<CommandTools, "accounts" | "prompts" | "actions">): boolean {
  if (accounts.list().length > 0) return true;
  prompts.tell({
    text: translate("There is no account yet to search and lease numbers with."),
    actions: [
      { label: translate("Add Account"), run: actions.addAccount },
      { label: translate("Try the Sandbox"), run: actions.trySandbox },
    ],
  });
  return false;
}

/**
 * Asks in which account a number is to be leased that stands in a file, or whose account is gone.
 * @param isGone - another account takes its place only where a person says so.
 */
async function askForAccountAndLease(
  number: E164,
  isGone: boolean,
  tools: LeaseCommandTools,
): Promise<void> {
  const all = tools.accounts.list();
  for (;;) {
    const account = await pickAccount(all, tools.prompts, translate("Lease a Number"), isGone);
    if (account.kind !== "answered") return;
    const wanted = { account: account.value.id, number };
    if ((await leaseIn(wanted, all.length > 1 || isGone, tools)) !== "back") return;
  }
}

/** Asks for a number that a person knows already, and in which account; one step back leads to it again. */
async function askAndLease(tools: LeaseCommandTools): Promise<void> {
  const { accounts, prompts } = tools;
  const all = accounts.list();
  for (;;) {
    const account = await pickAccount(all, prompts, translate("Lease a Number"));
    if (account.kind !== "answered") return;
    for (;;) {
      const number = await askForNumber(prompts, all.length > 1);
      if (number.kind === "cancelled") return;
      if (number.kind === "back") break;
      const wanted = { account: account.value.id, number: number.value };
      if ((await leaseIn(wanted, true, tools)) !== "back") return;
    }
  }
}

async function askForNumber(prompts: Prompts, canGoBack: boolean): Promise<Answer<E164>> {
  const typed = await prompts.type({
    title: translate("Lease a Number"),
    prompt: translate("The number to lease, with its country code"),
    placeholder: "+1 305 555 0100",
    canGoBack,
    check: numberProblem,
  });
  if (typed.kind !== "answered") return typed;
  const read = readPhoneNumber(typed.value);
  return read.kind === "number" ? { kind: "answered", value: read.number } : { kind: "cancelled" };
}

/** What is wrong with a number that was typed: digits are never changed without a word. */
function numberProblem(typed: string): string | null {
  const read = readPhoneNumber(typed);
  switch (read.kind) {
    case "number":
      return null;
    case "changed":
      return translate(
        "Did you mean {0}? Then type that: no digit is changed for you.",
        read.number,
      );
    case "needs-country":
      return translate("Type it with + and its country code, such as {0}.", "+1 305 555 0100");
    case "refused":
      return `${translate("This is not a phone number.")} ${sayReason(read, translate)}`;
  }
}
