import { type Operation, type OperationResult, isOpen, openStates } from "@leaseline/core";
import type { Accounts } from "../accounts/accounts.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { Prompts } from "../prompts/prompts.js";
import { checkingWords, verdictNotice } from "./verdicts.js";

/** Sees to it that what nobody knows comes to be known, and is told. */
export interface FollowUp {
  /** Takes up what is not settled: what earlier windows left, too. Resolves when that is over. */
  resume(): Promise<void>;
  /**
   * Leases or releases for somebody who waits for the outcome. What is known by then is theirs to tell; what
   * is not is told from here: that it is being checked, and in its place, later, the verdict.
   */
  during(
    target: Pick<Operation, "account" | "number">,
    work: () => Promise<OperationResult>,
  ): Promise<OperationResult & { readonly joined: boolean }>;
}

export interface FollowUpTools {
  readonly accounts: Accounts;
  readonly list: LeaseList;
  readonly prompts: Prompts;
  readonly actions: LeaseActions;
  /** Ends the asking, when the window closes. */
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

const lookEveryMs = 2000;

export function createFollowUp({
  accounts,
  list,
  prompts,
  actions,
  signal,
  onError,
}: FollowUpTools): FollowUp {
  /** What somebody waits for, and how it stood when it was heard of last. */
  const awaited = new Map<string, { last: Operation | null }>();
  /** What the person has been told is being checked. */
  const checking = new Map<string, () => void>();
  /** What this window has sent. */
  const sent = new Set<string>();

  const told = new Set<string>();
  const tell = (operation: Operation) => {
    checking.get(operation.id)?.();
    checking.delete(operation.id);
    const verdict = `${operation.id} ${operation.state}`;
    const notice = told.has(verdict) ? null : verdictNotice(operation, actions);
    told.add(verdict);
    if (notice) prompts.tell(notice);
  };

  const showChecking = (operation: Operation) => {
    const { id } = operation;
    if (checking.has(id)) return;
    const done = new Promise<void>((resolve) => {
      checking.set(id, resolve);
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    // Another window may be the one that asks, and tells nothing here.
    const look = async () => {
      const now = await accounts.ledger.find(id);
      if (now && isVerdict(now) && checking.has(id)) tell(now);
    };
    // Another window may be the one that asks, and tells nothing here.
    const timer = setInterval(() => void look().catch(onError), lookEveryMs);
    prompts.waiting(
      checkingWords(operation),
      done.finally(() => clearInterval(timer)),
    );
  };

  accounts.onOperation((operation) => {
    if (operation.state === "sent") sent.add(operation.id);
    if (operation.lease && operation.state === "committed") list.put(operation.lease);
    void list.lookAtLedger().catch(onError);
    const waiter = awaited.get(keyOf(operation));
    if (waiter) waiter.last = operation;
    else if (isVerdict(operation)) tell(operation);
  });

  return {
    resume: async () => {
      try {
        const open = await accounts.ledger.operations({ states: openStates });
        // Nobody has to be connected to for nothing.
        if (open.length === 0) return;
        const { client } = await accounts.connect();
        if (!signal.aborted) await client.reconcile({ signal });
      } catch (error) {
        // A window that closes takes the ledger with it.
        if (!signal.aborted) throw error;
      }
    },
    during: async (target, work) => {
      const waiter = { last: null as Operation | null };
      awaited.set(keyOf(target), waiter);
      let settled;
      try {
        settled = await work();
      } finally {
        awaited.delete(keyOf(target));
      }
      const { operation } = settled;
      const joined = !sent.has(operation.id);
      if (settled.kind !== "committed") {
        // It may have been settled while its outcome was on the way to here.
        const last = waiter.last?.id === operation.id ? waiter.last : operation;
        if (isVerdict(last)) tell(last);
        else if (settled.kind === "unknown") showChecking(operation);
      }
      return { ...settled, joined };
    },
  };
}

function isVerdict(operation: Operation): boolean {
  return !isOpen(operation) || operation.state === "needs-attention";
}

function keyOf({ account, number }: Pick<Operation, "account" | "number">): string {
  return `${account} ${number}`;
}
