import { formatLimit, formatMoney } from "../domain/money.js";
import { type Translate, phrase } from "../domain/translate.js";
import type { LeaseFailure } from "./lease-failure.js";
import type { NotSentReason, UnclearReason } from "./reasons.js";

/** What another version has written into a ledger that both use need not be known here. */
export const ofNewerVersion = phrase(
  "A newer version of Leaseline has written down what this was.",
);

/** By reason; undefined for a newer version's. */
type Words = Readonly<Record<string, string | undefined>>;

/** What happened, for a request that never left. */
export const notSentWords: Words = {
  "name-lookup": phrase("The provider's address could not be found."),
  refused: phrase("The provider's address refused the connection."),
  "connect-timeout": phrase("The provider's address did not answer."),
  tls: phrase("No secure connection to the provider could be made."),
  proxy: phrase("The proxy did not let the connection through."),
  cancelled: phrase("It was cancelled before anything was sent."),
  "no-handles": phrase("No connection could be made: too many files are open on this machine."),
  "no-token": phrase("The provider issued no access token."),
  interrupted: phrase("Leaseline was closed before anything was sent."),
  "already-done": phrase("Another window had done the same before anything was sent."),
  "claim-lost": phrase(
    "Before anything was sent, the ledger gave the number to another window, or lost the claim.",
  ),
} satisfies Record<NotSentReason, string>;

/** What to do about a request that never left. */
export function notSentNext(reason: NotSentReason): string {
  switch (reason) {
    case "cancelled":
    case "interrupted":
    case "claim-lost":
      return phrase("Start again when you are ready.");
    case "already-done":
      return phrase("There is nothing left to do.");
    case "no-handles":
      return phrase("Close programs with many open files, or raise the limit, then try again.");
    case "tls":
      return phrase("Check the certificates of your network; the check cannot be switched off.");
    case "proxy":
      return phrase("Check the proxy's address and its user name.");
    case "name-lookup":
    case "refused":
    case "connect-timeout":
    case "no-token":
    default:
      return phrase("Check the network connection, then try again.");
  }
}

/** What happened, when no clear answer came. */
export function unclearWords(
  { reason, status, detail }: Extract<LeaseFailure, { kind: "no-answer" | "outcome-unknown" }>,
  translate: Translate,
): string {
  if (status !== null && reason === "not-json")
    return translate(
      "The answer did not come from the provider's API: it was not JSON (status {0}). A proxy or a wrong address can cause this.",
      status,
    );
  if (status !== null && reason === "server-error")
    return translate("The provider's service failed with status {0}.", status);
  const where = detail ?? (status === null ? null : `HTTP ${status}`);
  if (where !== null && reason === "unexpected-form")
    return translate("The provider's answer has an unexpected form ({0}).", where);
  return translate(unclearReasons[reason] ?? ofNewerVersion);
}

const unclearReasons: Words = {
  "timed-out": phrase("The provider did not answer in time."),
  "connection-lost": phrase("The connection was lost before the provider's answer was complete."),
  "too-large": phrase("The provider's answer was larger than any answer of its kind should be."),
  redirected: phrase(
    "The provider's address redirected the request, and redirects are not followed.",
  ),
  "not-json": phrase(
    "The answer did not come from the provider's API: it was not JSON. A proxy or a wrong address can cause this.",
  ),
  "unexpected-form": phrase("The provider's answer has an unexpected form."),
  "other-number": phrase("The provider's answer is about another number."),
  "empty-answer": phrase("The provider's answer is empty."),
  "not-confirmed": phrase("The provider's answer does not say that it was done."),
  conflict: phrase("The provider says that the number is in use."),
  "server-error": phrase("The provider's service failed."),
  "rate-limited": phrase("The provider is receiving too many requests."),
  "not-awaited": phrase("It was sent, and the waiting for the answer was stopped."),
  interrupted: phrase("Leaseline was closed before the provider's answer was written down."),
  "ledger-damaged": phrase("The ledger was damaged, and no longer says how this ended."),
  "record-lost": phrase(
    "The ledger has lost the record of this, as after a failover or a restore of its database.",
  ),
  "not-seen": phrase("The provider has not shown the result of it yet."),
  ordered: phrase("The provider accepted an order for it, and has not carried it out yet."),
  "not-shown": phrase(
    "The provider does not let the account look what became of it: check the account's key, and what it may do.",
  ),
  "not-held": phrase("The provider says that the account does not hold the number."),
  "shown-otherwise": phrase("It was done before, and the provider shows something else by now."),
} satisfies Record<UnclearReason, string>;

/** What to do where nothing looks up what became of it. */
export const unknownNext: Words = {
  "record-lost": phrase("Look among the account's numbers before you lease this one again."),
  "shown-otherwise": phrase("Read again what the account holds, and go by that."),
} satisfies { readonly [Reason in UnclearReason]?: string };

/** Which limit would be broken, and by how much. */
export function overCapWords(
  { cap, limit, would }: Extract<LeaseFailure, { kind: "over-cap" }>,
  translate: Translate,
  locale?: string,
): string {
  if (limit === null)
    return cap === "monthly"
      ? translate(
          "There is a monthly limit for all numbers, but none in {0}; currencies are not converted.",
          would.currency,
        )
      : translate(
          "There is a limit for each lease, but none in {0}; currencies are not converted.",
          would.currency,
        );
  const sums = [formatMoney(would, locale), formatLimit(limit, locale)];
  return cap === "monthly"
    ? translate("It would come to {0} a month for all numbers, and the limit is {1}.", ...sums)
    : translate("It would come to {0} for one lease, and the limit is {1}.", ...sums);
}

/** Why nothing can be leased before an account was read. */
export function unlistedWords(failure: Unlisted, translate: Translate): string {
  const { account, because } = failure;
  if (wasReadTooSoon(failure))
    return translate(
      "The ledger has lost its latest entries, as after a restore, and a request may still be on its way that it does not know of.",
    );
  if (because === "key-replaced")
    return translate(
      "The number is held with another key, which the account “{0}” may have had before, and what the account holds could not be read.",
      account ?? "",
    );
  if (account === null)
    return because === "cap"
      ? translate(
          "There is a monthly limit, and what an account that is not connected here holds already could not be read.",
        )
      : translate(
          "The ledger has lost its latest entries, as after a restore, and what an account that is not connected here holds already could not be read.",
        );
  return because === "cap"
    ? translate(
        "There is a monthly limit, and what the account “{0}” holds already could not be read.",
        account,
      )
    : translate(
        "The ledger has lost its latest entries, as after a restore, and what the account “{0}” holds already could not be read.",
        account,
      );
}

/** When there is a point in trying again. */
export function untilListed(failure: Unlisted): string {
  if (wasReadTooSoon(failure)) return phrase("Try again in two minutes.");
  return failure.because === "cap"
    ? phrase("Try again when all of it can be read, or remove the monthly limit.")
    : phrase("Try again when the account can be read.");
}

/** What was on its way when the ledger lost its latest entries may be missing from a list of that time. */
function wasReadTooSoon({ account, because, failure }: Unlisted): boolean {
  return because === "rewound" && account !== null && failure === null;
}

type Unlisted = Extract<LeaseFailure, { kind: "unlisted" }>;

/** Why a limit cannot be held. */
export function unpricedWords(
  { held }: Extract<LeaseFailure, { kind: "unpriced" }>,
  translate: Translate,
): string {
  if (held.length === 0)
    return translate(
      "There is a limit on what is spent, and the provider does not say all that this number costs.",
    );
  return translate(
    "There is a monthly limit, and nobody has said what some numbers cost that are held already, by account: {0}.",
    held.map(({ account, count }) => `${account} (${count})`).join(", "),
  );
}
