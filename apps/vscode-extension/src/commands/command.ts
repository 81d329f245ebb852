import type { Lease } from "@leaseline/core";
import type { AccountStore } from "../accounts/account-store.js";
import type { Accounts } from "../accounts/accounts.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { FollowUp } from "../operations/follow-up.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { Prompts } from "../prompts/prompts.js";
import type { SpendingLimits } from "../spending/limits.js";

/**
 * What a command does.
 * @param selected - the row of the tree it was called on, if any.
 * @param rows - all that are selected there, of whatever kind.
 */
export type Command = (selected: unknown, rows?: readonly unknown[]) => Promise<unknown>;

/** Of which each command takes what it needs. */
export interface CommandTools {
  readonly prompts: Prompts;
  readonly actions: LeaseActions;
  readonly accounts: Accounts;
  readonly store: AccountStore;
  readonly list: LeaseList;
  readonly followUp: FollowUp;
  readonly limits: () => SpendingLimits;
  /** Shows a number that is new in the list, where the list is in sight. */
  readonly reveal: (number: Pick<Lease, "account" | "number">) => void;
  readonly locale: string;
}
