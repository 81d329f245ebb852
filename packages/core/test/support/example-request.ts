import type { AccountIdentity } from "../../src/domain/account.js";
import { e164 } from "./e164.js";

/** Of nobody in particular. */
export const account = { identity: "example||a" as AccountIdentity, account: "a" } as const;

/** To lease a number with it. */
export const request = {
  ...account,
  kind: "lease",
  number: e164("+13055550100"),
  price: null,
  lease: null,
  key: null,
} as const;

export const another = { ...request, number: e164("+13055550101") } as const;
