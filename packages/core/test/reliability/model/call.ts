import type { AccountIdentity } from "../../../src/domain/account.js";
import type { Lease } from "../../../src/domain/lease.js";
import type { E164 } from "../../../src/domain/phone-number.js";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import type { OperationResult } from "../../../src/operations/operation-result.js";
import type { Project } from "./connection.js";

/** What a person has asked for, once. */
export interface PersonsCall {
  readonly kind: "lease" | "release";
  /** What was read out of what was typed. */
  readonly number: E164;
  /** The number as it stood before the person's eyes. */
  readonly seen: E164;
  readonly project: Project;
  readonly identity: AccountIdentity;
  readonly window: { readonly isAlive: boolean };
  /** Whether the last digits were typed rightly. */
  readonly confirmed: boolean;
  readonly lease: Lease | null;
  /** The caller's own name for it. */
  readonly key: string | null;
  readonly controller: AbortController;
  readonly askedAtMs: number;
  cancelledAtMs: number | null;
  /** Whether what it was told has been looked at, when it was. */
  checked: boolean;
  result: OperationResult | { readonly kind: "failed"; readonly failure: LeaseFailure } | null;
}
