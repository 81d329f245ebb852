import { type LeaseClient, LeaseError } from "@leaseline/core";
import { translate } from "../words/translate.js";
import type { StoredAccount } from "./account.js";
import type { Accounts } from "./accounts.js";

/** The account as it is now; another window may have removed it while somebody was asked. @throws {LeaseError} `bad-input` */
export function accountHere(
  accounts: { find(id: string): StoredAccount | null },
  id: string,
): StoredAccount {
  const account = accounts.find(id);
  if (account) return account;
  throw notHere();
}

/** The client that has it. To be asked for at each step: accounts may change between two. @throws {LeaseError} `bad-input` */
export async function clientHere(
  accounts: Pick<Accounts, "find" | "client">,
  id: string,
): Promise<LeaseClient> {
  return accounts.client(accountHere(accounts, id));
}

export function notHere(): LeaseError {
  return new LeaseError({ kind: "bad-input", field: "account", reason: noSuchAccount() });
}

export function noSuchAccount(): string {
  return translate("There is no such account.");
}
