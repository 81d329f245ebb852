import type { ConnectedAccount, Feature, NumberType, Offer } from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import type { Answer, Choice, Prompts } from "../prompts/prompts.js";
import { countryChoices } from "./countries.js";
import { translate, words } from "../words/translate.js";
import { type SearchAccounts, liveOffers } from "./live-offers.js";
import type { SearchStart } from "./search-link.js";

export interface SearchTools {
  readonly prompts: Prompts;
  /** Offers of the accounts that are asked. */
  readonly search: SearchAccounts;
  /** What those can do that are connected. */
  readonly connected: readonly ConnectedAccount[];
  readonly accounts: readonly StoredAccount[];
  /** Country codes, the last used first. */
  readonly recentCountries: readonly string[];
  readonly found: (offers: readonly Offer[]) => void;
  readonly chosenCountry: (country: string) => void;
  /** Goes on with what was chosen. Resolves to whether the person has come back from there. */
  readonly chosen: (offer: Offer) => Promise<"back" | "done">;
  /** What a link has said already; what it has not is asked for. */
  readonly start?: SearchStart | undefined;
  readonly locale: string;
}

/** What has been answered so far; a step fills in its own part. */
interface Wanted {
  readonly accounts: readonly StoredAccount[];
  readonly country: string;
  readonly type: NumberType | undefined;
  readonly features: readonly Feature[];
}

type Step = "account" | "country" | "type" | "results";

/** Asks step by step, back and forth, until an offer is chosen and done with. Only reads. */
export async function searchNumbers(tools: SearchTools): Promise<void> {
  const { country = null, type, features = [] } = tools.start ?? {};
  let wanted: Wanted = { accounts: tools.accounts, country: country ?? "", type, features };
  const place: Step = country === null ? "country" : "results";
  const first: Step = tools.accounts.length > 1 ? "account" : place;
  let step: Step = first;
  for (;;) {
    switch (step) {
      case "account": {
        const answer = await askForAccounts(tools);
        if (answer.kind !== "answered") return;
        wanted = { ...wanted, accounts: answer.value };
        step = place;
        break;
      }
      case "country": {
        const answer = await askForCountry(tools, first === "account");
        if (answer.kind === "cancelled") return;
        if (answer.kind === "answered") wanted = { ...wanted, country: answer.value };
        step = answer.kind === "back" ? "account" : "type";
        break;
      }
      case "type": {
        const answer = await askForType(tools, wanted);
        if (answer.kind === "cancelled") return;
        if (answer.kind === "answered") wanted = { ...wanted, type: answer.value };
        step = answer.kind === "back" ? "country" : "results";
        break;
      }
      case "results": {
        const answer = await askForOffer(tools, wanted);
        if (answer.kind === "cancelled") return;
        if (answer.kind === "answered" && answer.value.kind === "offer") {
          if ((await tools.chosen(answer.value.offer)) === "done") return;
          break;
        }
        if (answer.kind === "answered" && answer.value.kind === "retry") break;
        if (
          answer.kind === "answered" &&
          answer.value.kind === "change" &&
          answer.value.what === "type"
        ) {
          wanted = { ...wanted, type: undefined };
          break;
        }
        const toCountry = answer.kind === "answered" || typeChoices(tools, wanted).length === 0;
        step = toCountry ? "country" : "type";
        break;
      }
    }
  }
}

function askForAccounts({
  accounts,
  prompts,
}: SearchTools): Promise<Answer<readonly StoredAccount[]>> {
  return prompts.pick<readonly StoredAccount[]>({
    title: translate("Search Numbers"),
    placeholder: translate("In which account?"),
    canGoBack: false,
    choices: [
      { label: translate("All accounts"), icon: "organization", value: accounts },
      ...accounts.map((account) => ({
        label: accountTitle(account),
        icon: "account",
        value: [account],
      })),
    ],
  });
}

function askForCountry(
  { recentCountries, prompts, locale }: SearchTools,
  canGoBack: boolean,
): Promise<Answer<string>> {
  return prompts.pick({
    title: translate("Search Numbers"),
    placeholder: translate("In which country?"),
    canGoBack,
    choices: countryChoices(recentCountries, locale),
  });
}

/** Not asked where no provider tells types apart. */
async function askForType(
  tools: SearchTools,
  wanted: Wanted,
): Promise<Answer<NumberType | undefined>> {
  const choices = typeChoices(tools, wanted);
  if (choices.length === 0) return { kind: "answered", value: undefined };
  return tools.prompts.pick({
    title: translate("Search Numbers"),
    placeholder: translate("Which type of number?"),
    canGoBack: true,
    choices,
  });
}

function typeChoices(
  { connected }: SearchTools,
  { accounts }: Wanted,
): readonly Choice<NumberType | undefined>[] {
  const ids = new Set(accounts.map(({ id }) => id));
  const types = connected
    .filter(({ id }) => ids.has(id))
    .flatMap(({ filters }) =>
      filters.flatMap((filter) => (filter.name === "type" ? filter.values : [])),
    );
  if (types.length === 0) return [];
  return [
    { label: translate("All types"), value: undefined },
    ...[...new Set(types)].map((type) => ({ label: typeWords(type), value: type })),
  ];
}

/** As it begins a row. */
function typeWords(type: NumberType): string {
  const named = words.type(type);
  return named.slice(0, 1).toLocaleUpperCase() + named.slice(1);
}

function askForOffer(
  { prompts, search, chosenCountry, found, locale }: SearchTools,
  { accounts, country, type, features }: Wanted,
) {
  chosenCountry(country);
  return prompts.pick({
    title: translate("Search Numbers: {0}", country),
    placeholder: translate("Type digits or words to narrow down, such as 305 or SMS"),
    canGoBack: true,
    choices: liveOffers({
      search,
      accounts,
      query: { country, type, ...(features.length > 0 && { features }) },
      account: (id) =>
        accounts.length > 1 ? (accounts.find((account) => account.id === id) ?? null) : null,
      found,
      locale,
    }),
  });
}
