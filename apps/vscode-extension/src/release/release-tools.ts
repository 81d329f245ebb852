import type { E164, Lease, LeaseClient } from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import type { FollowUp } from "../operations/follow-up.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { Prompts } from "../prompts/prompts.js";
import type { Occurrences } from "./occurrences.js";
import type { ReleaseContext } from "./release-confirmation.js";

export interface ReleaseTools {
  readonly prompts: Prompts;
  readonly account: (id: string) => StoredAccount | null;
  /** The client that has an account, asked for at each step: accounts may change between two. */
  readonly client: (account: string) => Promise<LeaseClient>;
  readonly followUp: FollowUp;
  readonly actions: LeaseActions;
  /** How a person agrees to the release of one number. */
  readonly consent: () => ReleaseConsent;
  /** Looks for numbers in the files of this workspace. */
  readonly occurrences: (numbers: readonly E164[]) => Promise<Occurrences>;
  readonly locale?: string | undefined;
}

export type ReleaseConsent = "typeDigits" | "button";

/** How a release was left. Of several numbers: `released` when at least one was. */
export type ReleaseEnd = "released" | "unknown" | "backed-out" | "failed";

/** The one place where a release is begun. @throws {LeaseError} what provably had no effect. */
export function release(lease: Lease, { client, followUp }: ReleaseTools) {
  return followUp.during(lease.number, async () =>
    // The core asks for what is typed: a person who answers otherwise has agreed to this number too.
    (await client(lease.account)).release(lease, { confirm: lease.number.slice(-4) }),
  );
}

/** What the release of each means, looked up once for all of them. */
export async function contextsOf(leases: readonly Lease[], tools: ReleaseTools) {
  const occurrences = await tools.occurrences(leases.map(({ number }) => number));
  const byAccount = new Map<string, ReleaseContext>();
  for (const id of new Set(leases.map(({ account }) => account))) {
    const account = tools.account(id);
    const connected = (await tools.client(id)).accounts.find((one) => one.id === id);
    byAccount.set(id, {
      account: account && accountTitle(account),
      takesEffect: connected?.capabilities.releaseTakesEffect ?? "at-once",
      occurrences,
      locale: tools.locale,
    });
  }
  return ({ account }: Lease): ReleaseContext =>
    byAccount.get(account) ?? { account: null, takesEffect: "at-once", occurrences };
}
