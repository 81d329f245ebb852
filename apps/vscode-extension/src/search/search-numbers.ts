import type { NumberType, Offer } from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import type { Answer, Choice } from "../prompts/prompts.js";
import { countryChoices } from "./countries.js";
import { asBeginning, translate, words } from "../words/translate.js";
import type { KnownCountries } from "./known-countries.js";
import { providerOf } from "./result-view.js";
import { type ResultsTools, type Wanted, createResults } from "./results-step.js";

export interface SearchTools extends ResultsTools {
  readonly accounts: readonly StoredAccount[];
  /** Where they have numbers. */
  readonly countries: KnownCountries;
  /** Country codes, the last used first. */
  readonly recentCountries: readonly string[];
  /** Goes on with what was chosen. Resolves to whether the person has come back from there. */
  readonly chosen: (offer: Offer) => Promise<"back" | "done">;
}

type Step = "account" | "country" | "type" | "results";

/** Asks step by step, back and forth, until an offer is chosen and done with. Only reads. */
export async function searchNumbers(tools: SearchTools): Promise<void> {
  const { start } = tools;
  const named = tools.accounts.filter(({ id }) => start?.accounts?.includes(id));
  let wanted: Wanted = {
    accounts: named.length > 0 ? named : tools.accounts,
    country: start?.country ?? "",
    type: start?.type,
  };
  let isTypeSaid = start?.type !== undefined;
  const results = createResults(tools);
  const place: Step = start?.country ? "results" : "country";
  const asksForAccount = tools.accounts.length > 1;
  let step: Step = asksForAccount && named.length === 0 ? "account" : place;
  for (;;) {
    switch (step) {
      case "account": {
        const answer = await askForAccounts(tools);
        if (answer.kind !== "answered") return;
        // What a link has said is asked for again by whoever comes back from there.
        step = wanted.country === "" ? "country" : "results";
        wanted = { ...wanted, accounts: answer.value };
        break;
      }
      case "country": {
        const answer = await askForCountry(tools, wanted, asksForAccount);
        if (answer.kind === "cancelled") return;
        if (answer.kind === "answered") wanted = { ...wanted, country: answer.value };
        else wanted = { ...wanted, country: "" };
        step = answer.kind === "back" ? "account" : isTypeSaid ? "results" : "type";
        isTypeSaid = false;
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
        const answer = await results.ask(wanted);
        if (answer.kind === "cancelled") return;
        if (answer.kind === "back") {
          step = typeChoices(wanted).length > 0 ? "type" : "country";
          break;
        }
        const { value } = answer;
        if (value.kind === "offer") {
          if ((await tools.chosen(value.offer)) === "done") return;
        } else if (value.kind === "retry") results.forget();
        else if (value.what === "country") step = "country";
        else if (value.what === "type") wanted = { ...wanted, type: undefined };
        else results.drop(value.what);
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
  { recentCountries, countries, prompts, locale }: SearchTools,
  { accounts }: Wanted,
  canGoBack: boolean,
): Promise<Answer<string>> {
  return prompts.pick({
    title: translate("Search Numbers"),
    placeholder: translate("In which country?"),
    canGoBack,
    choices: {
      async *grow(signal) {
        for await (const withNumbers of countries.of(accounts, signal))
          yield countryChoices(recentCountries, locale, withNumbers);
      },
    },
  });
}

/** Not asked where no provider tells types apart. */
async function askForType(
  { prompts }: SearchTools,
  wanted: Wanted,
): Promise<Answer<NumberType | undefined>> {
  const choices = typeChoices(wanted);
  if (choices.length === 0) return { kind: "answered", value: undefined };
  return prompts.pick({
    title: translate("Search Numbers: {0}", wanted.country),
    placeholder: translate("Which type of number?"),
    canGoBack: true,
    choices,
  });
}

function typeChoices({ accounts }: Wanted): readonly Choice<NumberType | undefined>[] {
  const types = accounts.flatMap((account) =>
    (providerOf(account)?.filters ?? []).flatMap((filter) =>
      filter.name === "type" ? filter.values : [],
    ),
  );
  if (types.length === 0) return [];
  return [
    { label: translate("All types"), value: undefined },
    ...[...new Set(types)].map((type) => ({ label: asBeginning(words.type(type)), value: type })),
  ];
}
