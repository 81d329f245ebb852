import { type E164, type Lease, isChargedAgain } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import { operationWords } from "../words/operation-words.js";
import {
  formatDate,
  internationalNumber,
  placeWords,
  provisioningFacts,
  stateWords,
} from "../words/lease-words.js";
import { translate, words } from "../words/translate.js";
import type { KnownNumber, KnownNumbers } from "./known-numbers.js";

/** What a hover can lead to; the editor makes the link, and nobody else. */
export type HoverAction =
  | "copy"
  | "details"
  | "pricing"
  | "check-again"
  | "lease"
  | "stop-ignoring";

/** What is said of a number. All of it is plain text. */
export interface HoverText {
  readonly title: string;
  readonly lines: readonly string[];
  readonly actions: readonly HoverAction[];
}

export interface HoverContext {
  readonly locale: string;
  /** Whether nothing is to be said against it in this workspace. */
  readonly isIgnored: (number: E164) => boolean;
}

/** Null for a number that there is nothing to say about. */
export function hoverText(
  { number, sender }: { readonly number: E164; readonly sender: boolean },
  numbers: KnownNumbers,
  { locale, isIgnored }: HoverContext,
): HoverText | null {
  const known = numbers.find(number);
  if (known) return leasedText(known, locale);
  const shown = internationalNumber(number);
  const operation = numbers.operation(number);
  if (operation) {
    const actions: HoverAction[] =
      operation.state === "needs-attention" ? ["check-again", "copy"] : ["copy"];
    return { title: shown, lines: [operationWords(operation)], actions };
  }
  // Any number may be written down; only one that is sent from has to be leased.
  if (!sender || !numbers.isWhole) return null;
  const lines = [translate("Not leased in any of your accounts.")];
  if (!isIgnored(number)) return { title: shown, lines, actions: ["lease"] };
  const ignored = translate("Ignored in this workspace.");
  return { title: shown, lines: [...lines, ignored], actions: ["lease", "stop-ignoring"] };
}

function leasedText({ lease, account, row }: KnownNumber, locale: string): HoverText {
  const shown = internationalNumber(lease.number);
  const price = lease.price && words.recurring(lease.price, locale);
  const { operation } = row;
  return {
    title: lease.label ? `${lease.label} · ${shown}` : shown,
    lines: [
      [
        price ?? translate("The provider does not say what it costs"),
        stateWords(lease, locale),
      ].join(" · "),
      ...chargeLines(lease, locale),
      [accountTitle(account), placeWords(lease)].filter(Boolean).join(" · "),
      ...provisioningFacts(lease).map(([failed, why]) => `${failed}: ${why}`),
      ...(operation ? [operationWords(operation)] : []),
    ],
    actions: [
      ...(operation?.state === "needs-attention" ? (["check-again"] as const) : []),
      "copy",
      "details",
      "pricing",
    ],
  };
}

function chargeLines(lease: Lease, locale: string): readonly string[] {
  const at = isChargedAgain(lease) && lease.nextChargeAt;
  return at ? [translate("Next charge: {0}", formatDate(at, locale))] : [];
}

/** The words of a hover's link. */
export function actionWords(action: HoverAction): string {
  switch (action) {
    case "copy":
      return translate("Copy");
    case "details":
      return translate("Details");
    case "pricing":
      return translate("Pricing");
    case "check-again":
      return translate("Check Again");
    case "lease":
      return translate("Lease…");
    case "stop-ignoring":
      return translate("Stop Ignoring");
  }
}
