import type { Accounts } from "../accounts/accounts.js";
import type { SelectedNumber } from "../commands/selected.js";
import type { LeaseEnd } from "../lease/lease-number.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { Prompts } from "../prompts/prompts.js";
import type { SearchAccounts } from "../search/account-searches.js";
import type { KeptQuotes } from "./kept-quotes.js";

/**
 * What a model is told. `spent` and `next` are in every answer: what it may have cost, and what to do about it.
 * Texts of providers and labels stand in fields of their own, never in these.
 */
export interface ToolAnswer {
  readonly spent: "nothing" | "as agreed" | "not known";
  /** What to do next, and what not. */
  readonly next: string;
  readonly [field: string]: unknown;
}

/** What a person reads of a call before it is made. */
export interface Announcement {
  readonly doing: string;
  /** For what spends or cannot be undone. It is no consent: the question that every route asks comes after it. */
  readonly confirm: { readonly title: string; readonly message: string } | null;
}

/** A tool that a language model can call. What it is given is checked here, whatever the editor has checked. */
export interface AiTool {
  announce(input: unknown): Announcement;
  run(input: unknown, signal: AbortSignal): Promise<ToolAnswer>;
}

/** What the tools are made of: the same functions as behind every command. */
export interface ToolTools {
  readonly accounts: Accounts;
  readonly list: LeaseList;
  readonly search: SearchAccounts;
  readonly prompts: Prompts;
  readonly quotes: KeptQuotes;
  /** Whether the person has allowed tools to lease and release, read each time. */
  readonly maySpend: () => boolean;
  /** The one way to a lease: asks the person, and leases once. Null when the account is gone. */
  readonly lease: (target: SelectedNumber, prompts: Prompts) => Promise<LeaseEnd | null>;
  /** The one way to a release. */
  readonly release: (target: SelectedNumber, prompts: Prompts) => Promise<unknown>;
  readonly locale: string;
}

/** Of a call that could not be understood: nothing was done. */
export function refused(why: string, next: string): ToolAnswer {
  return { done: false, why, spent: "nothing", next };
}
