import type { Translate } from "../domain/translate.js";
import type { InTheWay, LeaseFailure } from "./lease-failure.js";

/** What happened, when somebody else is at the number. */
export function inProgressWords(
  { by }: Extract<LeaseFailure, { kind: "in-progress" }>,
  translate: Translate,
): string {
  if (!by) return translate("This number is already being leased or released.");
  return by.holder === null
    ? translate(
        "This number is already being leased or released with the account {0} since {1} (UTC), and who began that has ended.",
        by.account,
        sinceWords(by),
      )
    : translate(
        "This number is already being leased or released with the account {0} by {1}, since {2} (UTC).",
        by.account,
        by.holder,
        sinceWords(by),
      );
}

/** What happened, when nobody can look here what became of something. */
export function notConnectedWords(
  { by, provider }: Extract<LeaseFailure, { kind: "not-connected" }>,
  translate: Translate,
): string {
  const account = provider === null ? by.account : `${by.account} (${provider})`;
  return by.holder === null
    ? translate(
        "It is of the account {0}, which is not connected here: what became of it cannot be looked up from here.",
        account,
      )
    : translate(
        "It is of the account {0}, which is not connected here, and {1} has been at it since {2} (UTC).",
        account,
        by.holder,
        sinceWords(by),
      );
}

function sinceWords({ since }: InTheWay): string {
  return since.slice(0, "2026-11-27T10:00".length).replace("T", " ");
}
