import { listCountries } from "@leaseline/core";
import type { Choice } from "../prompts/prompts.js";
import { translate } from "../words/translate.js";

/** The countries that accounts have numbers in, each with what is said of who has them; empty for nothing. */
export type CountriesWithNumbers = ReadonlyMap<string, string>;

/**
 * Every country: the ones used last on top, then those that an account has numbers in, then the others. Found by its
 * name or its code.
 */
export function countryChoices(
  recent: readonly string[],
  locale: string,
  withNumbers: CountriesWithNumbers = new Map(),
): readonly Choice<string>[] {
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const known = listCountries();
  const choices = (codes: readonly string[], group: string): readonly Choice<string>[] =>
    codes.map((code) => ({
      label: names.of(code) ?? code,
      description: [code, withNumbers.get(code)].filter(Boolean).join(" · "),
      group,
      value: code,
    }));
  const byName = (list: readonly Choice<string>[]) =>
    list.toSorted((left, right) => left.label.localeCompare(right.label, locale));
  const first = recent.filter((code) => known.includes(code));
  const others = known.filter((code) => !first.includes(code));
  const told = others.filter((code) => withNumbers.has(code));
  const rest = others.filter((code) => !withNumbers.has(code));
  return [
    ...choices(first, translate("recent")),
    ...byName(choices(told, translate("with numbers"))),
    ...byName(
      choices(
        rest,
        withNumbers.size > 0 ? translate("all other countries") : translate("all countries"),
      ),
    ),
  ];
}
