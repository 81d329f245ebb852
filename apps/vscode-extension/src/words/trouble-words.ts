import { type FailureDescription, type LeaseFailure, phrase } from "@leaseline/core";
import { describeFailure, translate } from "./translate.js";

/** Why an account cannot be used: what a provider or the core has said, or what lies at this computer. */
export type Trouble = LeaseFailure | OwnTrouble;

export type OwnTrouble =
  /** Secret storage works, and does not have the key. */
  | { readonly kind: "key-gone" }
  /** Another window has kept or replaced it, and this one sees that after a reload only. */
  | { readonly kind: "key-elsewhere" }
  /** Secret storage does not work. */
  | { readonly kind: "secrets-failed" }
  /** Secret storage has not answered yet; when it does, the account is connected. */
  | { readonly kind: "secrets-late" }
  | { readonly kind: "sandbox-failed" }
  | { readonly kind: "sandbox-late" }
  /** Its keys are of an account that is here already, under this name. */
  | { readonly kind: "same-account"; readonly as: string };

const nothing = phrase("Nothing was sent, and nothing was spent.");

/** In three sentences, and with what can be done about it here. */
export function describeTrouble(trouble: Trouble): FailureDescription {
  switch (trouble.kind) {
    case "key-gone":
      return {
        happened: translate("Its key is not in the editor's secret storage."),
        spent: translate(nothing),
        next: translate("Choose Update Key to give it again."),
      };
    case "key-elsewhere":
      return {
        happened: translate("Its key was saved in another window."),
        spent: translate(nothing),
        next: translate(
          "Choose Reload Window to use it here. If that does not help, choose Update Key to give it again.",
        ),
      };
    case "secrets-failed":
      return {
        happened: translate("The editor's secret storage could not be read."),
        spent: translate(nothing),
        next: translate("Unlock the keyring of this computer, then choose Refresh."),
      };
    case "secrets-late":
      return {
        happened: translate("The editor's secret storage has not answered yet."),
        spent: translate(nothing),
        next: translate("Unlock the keyring of this computer if it asks for that."),
      };
    case "sandbox-failed":
      return {
        happened: translate("The sandbox could not be started."),
        spent: translate(nothing),
        next: translate("Choose Refresh to try again; the log says more."),
      };
    case "sandbox-late":
      return {
        happened: translate("The sandbox is being started."),
        spent: translate(nothing),
        next: translate("It is used as soon as it answers."),
      };
    case "same-account":
      return {
        happened: translate(
          "Its keys are those of the account “{0}”, which is here already.",
          trouble.as,
        ),
        spent: translate(nothing),
        next: translate("Remove one of the two."),
      };
    case "unauthorized":
      return {
        ...describeFailure(trouble),
        next: translate("Check the key in the provider's dashboard, then choose Update Key."),
      };
    default:
      return describeFailure(trouble);
  }
}

export function troubleSentence(trouble: Trouble): string {
  const { happened, spent, next } = describeTrouble(trouble);
  return `${happened} ${spent} ${next}`;
}
