import type { AccountId, AccountIdentity } from "../domain/account.js";
import type { SpendGap, SpendRefusal } from "../domain/spending.js";
import type { Operation, OperationRequest } from "./operation.js";

/** The part of a request that decides whether two are the same. */
export type ComparedRequest = Pick<
  OperationRequest,
  "kind" | "identity" | "account" | "number" | "key"
>;

/** What is found for a request before anything is begun. */
export type Standing =
  /** An open operation holds the number, of any account and kind. */
  | { readonly kind: "held"; readonly by: Operation }
  /** It is done. `named`: found by the caller's key, and so valid for good; else valid until something heard since contradicts it. */
  | { readonly kind: "done"; readonly by: Operation; readonly named: boolean }
  /** The number is, or may be, held under a former key of the same account: its complete list will show. */
  | { readonly kind: "perhaps-own" }
  /** The caller's key belongs to a different request. */
  | { readonly kind: "key-taken"; readonly by: Operation };

/** What became of a request to begin an operation: `claimed`, or what prevents it. */
export type Claim =
  /** The number is this session's own, and the price is reserved. */
  | { readonly kind: "claimed"; readonly operation: Operation }
  | Standing
  /** It would exceed a cap. */
  | { readonly kind: "over-cap"; readonly refusal: SpendRefusal }
  /** The number is protected from being released. */
  | { readonly kind: "protected" }
  /** The amount that counts against a cap is not known. */
  | { readonly kind: "unpriced"; readonly gap: SpendGap }
  /** A monthly cap counts what this account holds, and it is not connected. */
  | { readonly kind: "unconnected"; readonly account: AccountId }
  /** A list has to be read first. */
  | {
      readonly kind: "unlisted";
      /** The accounts whose complete lists have to be stored before anything is leased. */
      readonly identities: readonly AccountIdentity[];
      /** `cap`: a monthly cap needs their lists. `rewound`: the ledger has lost its latest writes. */
      readonly because: "cap" | "rewound";
    };
