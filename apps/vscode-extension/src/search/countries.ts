import { listCountries } from "@leaseline/core";
import type { Choice } from "../prompts/prompts.js";
import { translate } from "../words/translate.js";

/** Every country, the ones used last on top. Found by its name, its code, or its flag's letters. */
export function countryChoices(
  recent: readonly string[],
  locale: string,
): readonly Choice<string>[] {
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const choice = (code: string, group: string): Choice<string> => ({
    label: `${flag(code)} ${names.of(code) ?? code}`,
    description: code,
    group,
    value: code,
  });
  const known = new Set(listCountries());
  const recentKnown = recent.filter((code) => known.has(code));
  const others = [...known]
    .filter((code) => !recentKnown.includes(code))
    .map((code) => choice(code, translate("all countries")))
    .toSorted((left, right) => left.label.slice(4).localeCompare(right.label.slice(4), locale));
  return [...recentKnown.map((code) => choice(code, translate("recent"))), ...others];
}

/** `"SE"` as its flag, from the letters that stand for it. */
function flag(country: string): string {
  const letters = country.split("").map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 65);
  return String.fromCodePoint(...letters);
}
