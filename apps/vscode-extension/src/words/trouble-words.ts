import { type FailureDescription, type LeaseFailure, describeFailure } from "@leaseline/core";

/** Why an account cannot be used: what a provider or the core has said, or what lies at this computer. */
export type Trouble = LeaseFailure | OwnTrouble;

export type OwnTrouble =
  /** Secret storage works, and does not have the key. */
  | { readonly kind: "key-gone" }
  /** Secret storage does not work. */
  | { readonly kind: "secrets-failed" }
  /** Secret storage has not answered yet; when it does, the account is connected. */
  | { readonly kind: "secrets-late" }
  | { readonly kind: "sandbox-failed" }
  | { readonly kind: "sandbox-late" }
  /** Its keys are of an account that is here already, under this name. */
  | { readonly kind: "same-account"; readonly as: string };

const nothing = "Nothing was sent, and nothing was spent.";

/** In three sentences, and with what can be done about it here. */
export function describeTrouble(trouble: Trouble): FailureDescription {
  switch (trouble.kind) {
    case "key-gone":
      return {
        happened: "Its key is not in the editor's secret storage.",
        spent: nothing,
        next: "Choose Update Key to give it again. In a browser, what another page has just kept shows after a reload.",
      };
    case "secrets-failed":
      return {
        happened: "The editor's secret storage could not be read.",
        spent: nothing,
        next: "Unlock the keyring of this computer, then choose Refresh.",
      };
    case "secrets-late":
      return {
        happened: "The editor's secret storage has not answered yet.",
        spent: nothing,
        next: "Unlock the keyring of this computer if it asks for that.",
      };
    case "sandbox-failed":
      return {
        happened: "The sandbox could not be started.",
        spent: nothing,
        next: "Choose Refresh to try again; the log says more.",
      };
    case "sandbox-late":
      return {
        happened: "The sandbox is being started.",
        spent: nothing,
        next: "It is used as soon as it answers.",
      };
    case "same-account":
      return {
        happened: `Its keys are those of the account “${trouble.as}”, which is here already.`,
        spent: nothing,
        next: "Remove one of the two.",
      };
    case "unauthorized":
      return {
        ...describeFailure(trouble),
        next: "Check the key in the provider's dashboard, then choose Update Key.",
      };
    default:
      return describeFailure(trouble);
  }
}

export function troubleSentence(trouble: Trouble): string {
  const { happened, spent, next } = describeTrouble(trouble);
  return `${happened} ${spent} ${next}`;
}
