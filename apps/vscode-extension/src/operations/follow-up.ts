import {
  type E164,
  type Operation,
  type OperationResult,
  type OperationState,
  isOpen,
  openStates,
  saysRecordLost,
} from "@leaseline/core";
import type { Accounts } from "../accounts/accounts.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
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
  during(number: E164, work: () => Promise<OperationResult>): Promise<OperationResult>;
  /** To be told of every step that this window takes with an operation. */
  heard(operation: Operation): void;
  /**
   * To be told whenever something was written down, by any window, as another one may be the one that asks; and when
   * accounts have changed, as nobody asks through one that is gone.
   */
  look(): Promise<void>;
}

export interface FollowUpTools {
  readonly accounts: Pick<Accounts, "groups" | "groupWith">;
  readonly prompts: Prompts;
  readonly actions: LeaseActions;
  /** Ends the asking, when the window closes. */
  readonly signal: AbortSignal;
}

/** What the person has been told of an operation. */
interface Told {
  /** That it is being checked, as it was then: they see it until it is ended. */
  readonly checking: { readonly operation: Operation; readonly end: () => void } | null;
  readonly verdict: OperationState | null;
}

export function createFollowUp({ accounts, prompts, actions, signal }: FollowUpTools): FollowUp {
  const told = new Map<string, Told>();
  /** Numbers whose outcome somebody waits for, to tell it themselves. */
  const awaited = new Set<E164>();

  const tell = (operation: Operation) => {
    const { id, state } = operation;
    const before = told.get(id);
    if (!isVerdict(operation) || before?.verdict === state) return;
    told.set(id, { checking: null, verdict: state });
    before?.checking?.end();
    const say = (reachable: boolean) => {
      // It may have been settled meanwhile.
      if (told.get(id)?.verdict !== state) return;
      const notice = verdictNotice(operation, actions, reachable);
      if (notice) prompts.tell(notice);
    };
    // Only this verdict offers something that needs a connected account; a lost record has none to ask.
    if (state === "needs-attention" && !saysRecordLost(operation.failure))
      void isReachable(operation).then(say, () => say(false));
    else say(true);
  };

  const isReachable = async (operation: Operation): Promise<boolean> => {
    const { account, identity } = operation;
    const group = await accounts.groupWith(operation);
    if (!group || group.accounts().some(({ id }) => id === account)) return group !== null;
    const { identities } = await group.connect();
    // One of which it is not known yet what its provider calls it may be any of them.
    if (identities.size < group.accounts().length) return true;
    return identity !== null && [...identities.values()].includes(identity);
  };

  const showChecking = (operation: Operation) => {
    if (told.has(operation.id)) return;
    let end = () => {};
    const done = new Promise<void>((resolve) => {
      end = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    told.set(operation.id, { checking: { operation, end }, verdict: null });
    prompts.waiting(checkingWords(operation), done);
  };

  /** Nobody here asks about it any more: what is heard of it later is told all the same. */
  const leave = ({ operation, end }: NonNullable<Told["checking"]>) => {
    told.delete(operation.id);
    end();
    const notice = verdictNotice({ ...operation, state: "needs-attention" }, actions, false);
    if (notice) prompts.tell(notice);
  };

  const find = async (id: string): Promise<Operation | null> => {
    const group = await accounts.groupWith({ id });
    return group?.ledger.find(id) ?? null;
  };

  return {
    resume: async () => {
      const all = accounts.groups().map(async (group) => {
        const open = await group.ledger.operations({ states: openStates });
        // Nobody has to be connected to for nothing.
        if (open.length === 0) return;
        const { client } = await group.connect();
        if (!signal.aborted) await client.reconcile({ signal });
      });
      for (const ended of await Promise.allSettled(all))
        // A window that closes takes the ledger with it.
        if (ended.status === "rejected" && !signal.aborted) throw ended.reason;
    },
    during: async (number, work) => {
      awaited.add(number);
      let result;
      try {
        result = await work();
      } finally {
        awaited.delete(number);
      }
      if (result.kind === "unknown") {
        // It may have been settled while its outcome was on the way to here.
        const { id } = result.operation;
        const before = told.get(id);
        const now = (await find(id)) ?? result.operation;
        // What was told while it was read is newer.
        if (told.get(id) !== before) return result;
        if (isVerdict(now)) tell(now);
        else showChecking(now);
      }
      return result;
    },
    heard: (operation) => {
      if (!awaited.has(operation.number)) tell(operation);
    },
    look: async () => {
      for (const [id, before] of told) {
        const { checking } = before;
        if (!checking) continue;
        const now = (await find(id)) ?? checking.operation;
        const isHere = isVerdict(now) || (await isReachable(now).catch(() => true));
        if (told.get(id) !== before) continue;
        if (isHere) tell(now);
        else leave(checking);
      }
    },
  };
}

function isVerdict(operation: Operation): boolean {
  return !isOpen(operation) || operation.state === "needs-attention";
}
