import { type Offer, costOver, monthlyCharge } from "@leaseline/core";
import { featureWords, internationalNumber, placeWords } from "../words/lease-words.js";
import { translate, words } from "../words/translate.js";
import type { ArrangementTools } from "./arrangement.js";
import { amountColumn, amountText, textColumn } from "./column.js";

/** The table of offers. @param account - what an account is called. */
export function offerTools(
  account: (id: string) => string,
  locale: string | undefined,
): ArrangementTools<Offer> {
  return {
    columns: [
      {
        name: translate("Number"),
        kind: "number",
        text: ({ number }) => internationalNumber(number),
        key: ({ number }) => number,
      },
      textColumn(translate("Account"), (offer) => account(offer.account)),
      { ...textColumn(translate("Place"), placeWords), kind: "place" },
      textColumn(translate("Channels"), ({ features }) => featureWords(features)),
      amountColumn(
        translate("Setup"),
        ({ price }) => price?.setup,
        (_, found) => amountText(found, locale),
      ),
      amountColumn(
        translate("Recurring"),
        ({ price }) => price?.recurring,
        ({ price }) => words.recurring(price, locale),
        // What a year costs stands beside what a month does.
        ({ price }) => (price?.intervalMonths ? monthlyCharge(price) : null),
      ),
      amountColumn(
        translate("12 months"),
        ({ price }) => (price ? costOver(price, 12) : null),
        (_, found) => amountText(found, locale),
      ),
      textColumn(translate("Requirements"), requirementText),
    ],
    number: ({ number }) => number,
    texts: (offer) =>
      [
        account(offer.account),
        placeWords(offer),
        featureWords(offer.features),
        offer.price?.recurring?.amount ?? "",
        offer.price?.recurring?.currency ?? "",
        offer.carrier ?? "",
        requirementText(offer),
      ].join(" "),
    locale,
  };
}

export function requirementText({ requirements, leasable }: Offer): string {
  if (!leasable) return translate("not offered");
  if (requirements === "unknown") return translate("not said");
  return requirements.length === 0 ? translate("none") : words.requirements(requirements);
}
