import type { Clock } from "../clock.js";
import type { AccountId, AccountIdentity, ProviderId } from "../domain/account.js";
import type { SpendCap } from "../domain/spending.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Timing } from "../operations/timing.js";
import type {
  ProviderAccount,
  ProviderCapabilities,
  SearchFilter,
} from "../providers/provider-account.js";

/** What a lease client works with. */
export interface LeaseClientOptions {
  /** As adapters make them; each id, and each identity, at most once. */
  readonly accounts: readonly ProviderAccount[];
  /**
   * Accounts that count against a monthly limit as well, and are not connected, such as one whose keys cannot be read:
   * where there is one, nothing is leased under a monthly limit, also one that is set later.
   */
  readonly unconnected?: readonly AccountId[] | undefined;
  /**
   * Where operations are written down: `memoryLedger()` keeps them while the program runs, `sqliteLedger()` in a file.
   * Whoever opened it closes it, after the client.
   */
  readonly ledger: Ledger;
  /** Spending limits, in addition to those in the ledger: the strictest one decides. */
  readonly caps?: readonly SpendCap[] | undefined;
  /** The machine's own when left out. */
  readonly clock?: Clock | undefined;
  /** When unknown outcomes are looked up. The default suits real providers. */
  readonly timing?: Timing | undefined;
}

/** An account that a client works with. */
export interface ConnectedAccount {
  /** Its display name here, as {@link ProviderAccount.account}. */
  readonly id: AccountId;
  readonly provider: ProviderId;
  /** The provider's name as the provider writes it. */
  readonly name: string;
  readonly identity: AccountIdentity;
  readonly capabilities: ProviderCapabilities;
  readonly filters: readonly SearchFilter[];
}
