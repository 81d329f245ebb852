import { type Feature, type Offer, type ProviderDescriptor, providers } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { PickButton } from "../prompts/prompts.js";
import { featureWords } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import { isReady } from "./offer-choice.js";
import { type OfferOrder, offerOrders } from "./offer-order.js";

/** Which of the numbers that are found are shown, and how they stand. */
export interface ResultView {
  /** All of them are wanted. */
  readonly features: readonly Feature[];
  /** Without those that need documents or an entitlement. */
  readonly readyOnly: boolean;
  readonly order: OfferOrder;
}

export const wholeView: ResultView = { features: [], readyOnly: false, order: "found" };

/** What providers say of themselves, by account; null for one that is not known here. */
export function providerOf({
  provider,
}: Pick<StoredAccount, "provider">): Pick<ProviderDescriptor, "capabilities" | "filters"> | null {
  return providers.find(({ id }) => id === provider) ?? null;
}

/** Whether the account tells which features its numbers have, or which type, or finds digits. */
export function canTell(account: StoredAccount, name: "type" | "features"): boolean {
  return providerOf(account)?.filters.some((filter) => filter.name === name) ?? false;
}

/** Whether an offer is in the view. One whose account does not tell features is not held against them. */
export function isInView(
  { features, readyOnly }: ResultView,
  tellsFeatures: (account: string) => boolean,
): (offer: Offer) => boolean {
  return (offer) =>
    (!readyOnly || isReady(offer)) &&
    (features.length === 0 ||
      !tellsFeatures(offer.account) ||
      features.every((one) => offer.features.includes(one)));
}

/** What is on and off, and how the numbers are sorted; `change` is given the view after a press. */
export function viewButtons(
  view: ResultView,
  accounts: readonly StoredAccount[],
  change: (view: ResultView) => void,
): readonly PickButton[] {
  const { features, readyOnly, order } = view;
  const next = nextOrder(order);
  return [
    ...offeredFeatures(accounts, features).map((feature): PickButton => {
      const on = features.includes(feature);
      return {
        icon: icons.get(feature) ?? "filter",
        label: translate("Only Numbers with {0}", featureWords([feature])),
        on,
        press: () =>
          change({
            ...view,
            features: on ? features.filter((one) => one !== feature) : [...features, feature],
          }),
      };
    }),
    {
      icon: "verified",
      label: translate("Without Those That Need Documents or an Entitlement"),
      on: readyOnly,
      press: () => change({ ...view, readyOnly: !readyOnly }),
    },
    {
      icon: "sort-precedence",
      label: sortLabel(next),
      press: () => change({ ...view, order: next }),
    },
  ];
}

/** The view in words, a sentence each; nothing for what is shown anyway, nor of an order where nothing stands in it. */
export function viewWords(
  { features, readyOnly, order }: ResultView,
  { isEmpty }: { readonly isEmpty: boolean },
): readonly string[] {
  return [
    ...(features.length > 0
      ? [translate("Only numbers with {0}.", features.map((one) => featureWords([one])).join(", "))]
      : []),
    ...(readyOnly ? [translate("Without those that need documents or an entitlement.")] : []),
    ...(order === "found" || isEmpty ? [] : [sortedWords(order)]),
  ];
}

/** The usual ones that a provider of the accounts tells apart, and those that are wanted already. */
function offeredFeatures(
  accounts: readonly StoredAccount[],
  wanted: readonly Feature[],
): readonly Feature[] {
  const told = accounts.flatMap((account) =>
    (providerOf(account)?.filters ?? []).flatMap((filter) =>
      filter.name === "features" ? filter.values : [],
    ),
  );
  return [...new Set([...usual.filter((feature) => told.includes(feature)), ...wanted])];
}

const usual: readonly Feature[] = ["sms", "mms", "voice"];
/** Codicons. */
const icons: ReadonlyMap<Feature, string> = new Map([
  ["sms", "comment"],
  ["mms", "file-media"],
  ["voice", "unmute"],
]);

function nextOrder(order: OfferOrder): OfferOrder {
  return offerOrders[(offerOrders.indexOf(order) + 1) % offerOrders.length] ?? "found";
}

/** What the next press does. */
function sortLabel(order: OfferOrder): string {
  switch (order) {
    case "price":
      return translate("Sort by Price");
    case "place":
      return translate("Sort by Place");
    case "number":
      return translate("Sort by Number");
    case "found":
      return translate("Show in the Providers' Own Order");
  }
}

function sortedWords(order: Exclude<OfferOrder, "found">): string {
  switch (order) {
    case "price":
      return translate("Sorted by price.");
    case "place":
      return translate("Sorted by place.");
    case "number":
      return translate("Sorted by number.");
  }
}
