import * as z from "zod/mini";
import { cap, ledger, moved, note } from "./ledger-records.js";
import {
  account,
  accountFailure,
  charge,
  failure,
  lease,
  leftOut,
  list,
  moment,
  money,
  number,
  offer,
  operation,
  plan,
  text,
  unpriced,
  wayOut,
} from "./records.js";

/** Only where some accounts could not be read, and others could. */
const errors = z.optional(list(accountFailure));
const oneLease = z.strictObject({ lease });
const done = {
  lease,
  /** Its id in the ledger. */
  operation: z.string(),
  /** It had been done before it was asked for this time. */
  already: z.boolean(),
  /** By the provider's answer, or only found as it should be. */
  how: z.enum(["answered", "seen"]),
};
const leased = z.strictObject({ ...done, costsMore: z.boolean() });
/** Null for what another ledger, or the provider's dashboard, has begun. */
const released = z.strictObject({ ...done, operation: z.nullable(z.string()) });
const planned = z.strictObject({ plan });
const changedCaps = z.strictObject({
  before: list(cap),
  after: list(cap),
  /** More can be spent with those than with the ones before. */
  loosened: z.boolean(),
});
const oneNote = z.strictObject({ note });
const oneAccount = z.strictObject({ account });

/** What each command writes with `--json`, by the words that it is called with. */
export const documents = {
  search: z.strictObject({ offers: list(offer), leftOut: list(leftOut), errors }),
  quote: z.strictObject({ offers: list(offer), errors }),
  lease: z.union([leased, planned]),
  list: z.strictObject({
    leases: list(lease),
    leftOut: list(leftOut),
    /** Only where there are any: what the ledger knows of accounts whose keys this machine has not. */
    withoutKeys: z.optional(
      list(
        z.strictObject({ account: z.string(), readAt: z.nullable(moment), leases: list(lease) }),
      ),
    ),
    /** Those of all of them that must not be released. */
    protected: list(number),
    /** Only where the ledger says nothing. */
    ledger: z.optional(failure),
    errors,
  }),
  show: oneLease,
  watch: oneLease,
  release: z.union([released, planned]),
  spend: z.strictObject({
    monthly: list(money),
    bill: list(money),
    unpriced: list(unpriced),
    nextCharges: list(charge),
    leftOut: list(leftOut),
    errors,
  }),
  price: z.strictObject({ number, monthly: money }),
  operations: z.strictObject({ operations: list(operation) }),
  reconcile: z.strictObject({ operations: list(operation), waysOut: list(wayOut), errors }),
  protect: oneNote,
  unprotect: oneNote,
  label: oneNote,
  abandon: z.union([z.strictObject({ operation }), planned]),
  "ledger status": z.strictObject({ ledger }),
  "ledger use": z.strictObject({
    place: z.string(),
    shared: z.boolean(),
    /** Operations that stay in this machine's own ledger. */
    leftBehind: z.int(),
    /** What holds in that one, and not in this. */
    capsLeft: list(cap),
    protectedLeft: list(number),
    /** The shared ledger that was used before, and that others go on with. */
    left: text,
    /** Whether a half move was given up whose other ledger could not be asked. */
    gaveUp: z.boolean(),
  }),
  "ledger move": z.strictObject({ moved }),
  "caps list": z.strictObject({ caps: list(cap), machine: list(cap) }),
  "caps set": changedCaps,
  "caps remove": changedCaps,
  sandbox: z.strictObject({
    sandbox: z.strictObject({
      url: z.string(),
      environment: z.record(z.string(), z.string()),
    }),
  }),
  "accounts add": oneAccount,
  "accounts list": z.strictObject({ accounts: list(account) }),
  "accounts remove": oneAccount,
  "accounts check": z.strictObject({
    accounts: list(
      z.strictObject({ ...account.shape, accepted: z.boolean(), error: z.nullable(failure) }),
    ),
  }),
} as const;

/** What every command writes when it fails. */
export const failed = z.strictObject({ error: failure });

export type Documents = {
  readonly [Name in keyof typeof documents]: z.infer<(typeof documents)[Name]>;
};
export type Planned = z.infer<typeof planned>;
