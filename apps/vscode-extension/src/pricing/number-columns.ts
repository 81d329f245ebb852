import type { Lease } from "@leaseline/core";
import {
  featureWords,
  formatDate,
  internationalNumber,
  placeWords,
  stateWords,
} from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import type { ArrangementTools } from "./arrangement.js";
import { amountColumn, amountText, intervalText, nothing, textColumn } from "./column.js";

/** The table of leased numbers. @param account - what an account is called. */
export function numberTools(
  account: (id: string) => string,
  locale: string | undefined,
): ArrangementTools<Lease> {
  const amount = (name: string, of: "setup" | "recurring") =>
    amountColumn<Lease>(
      name,
      ({ price }) => price?.[of],
      (_, found) => amountText(found, locale),
    );
  return {
    columns: [
      {
        name: translate("Number"),
        kind: "number",
        text: ({ label, number }) =>
          label ? `${label} · ${internationalNumber(number)}` : internationalNumber(number),
        key: ({ label, number }) => label ?? number,
      },
      textColumn(translate("Account"), (lease) => account(lease.account)),
      amount(translate("Setup"), "setup"),
      amount(translate("Recurring"), "recurring"),
      textColumn(translate("Interval"), ({ price }) => intervalText(price)),
      {
        name: translate("Next charge"),
        kind: "date",
        text: ({ nextChargeAt }) => (nextChargeAt ? formatDate(nextChargeAt, locale) : nothing),
        key: ({ nextChargeAt }) => nextChargeAt,
      },
      textColumn(translate("State"), (lease) => stateWords(lease, locale)),
    ],
    number: ({ number }) => number,
    texts: (lease) =>
      [
        lease.label ?? "",
        account(lease.account),
        placeWords(lease),
        featureWords(lease.features),
        lease.price?.recurring?.amount ?? "",
        lease.price?.recurring?.currency ?? "",
        intervalText(lease.price),
        stateWords(lease, locale),
      ].join(" "),
    locale,
  };
}
