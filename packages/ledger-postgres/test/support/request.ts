import { type AccountIdentity, type E164, type OperationRequest, toE164 } from "@leaseline/core";

export const identity = "example||a" as AccountIdentity;
export const number = e164("+12025550123");
export const another = e164("+13055550101");

export const request: OperationRequest = {
  kind: "lease",
  identity,
  account: "a",
  number,
  price: null,
  lease: null,
  key: null,
};

function e164(text: string): E164 {
  const found = toE164(text);
  if (!found) throw new Error(`${text} is no number`);
  return found;
}
