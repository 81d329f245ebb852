import { type E164, formatNational } from "@leaseline/core";
import { translate } from "../words/translate.js";

/** Where numbers stand in the files of a workspace, as far as was looked. */
export type Occurrences =
  | {
      readonly kind: "searched";
      /** Paths within the workspace. A number that was not found is left out. */
      readonly files: ReadonlyMap<E164, readonly string[]>;
      /** Whether every file was looked into. */
      readonly whole: boolean;
    }
  /** Nothing is read in a workspace that a person does not trust. */
  | { readonly kind: "untrusted" }
  | { readonly kind: "no-workspace" };

/** A number as people write it: with its country code or as at home, with whatever stands between digits. */
export function writtenForms(number: E164): RegExp {
  const forms = [number, formatNational(number)].map((form) =>
    form
      .replaceAll(/\D/g, "")
      .split("")
      .join(String.raw`[\s().\-/]{0,2}`),
  );
  return new RegExp(String.raw`(?<!\d)(?:${[...new Set(forms)].join("|")})(?!\d)`);
}

/** Where the number occurs, in a sentence; null where there is nothing to say. */
export function occurrencesLine(number: E164, occurrences: Occurrences): string | null {
  switch (occurrences.kind) {
    case "no-workspace":
      return null;
    case "untrusted":
      return translate("It was not looked for in this workspace, which is not trusted.");
    case "searched": {
      const [first, second, ...others] = occurrences.files.get(number) ?? [];
      if (first === undefined)
        return occurrences.whole
          ? null
          : translate("It was looked for in a part of this workspace only, and not found there.");
      if (second === undefined) return translate("It occurs in this workspace, in {0}.", first);
      return others.length === 0
        ? translate("It occurs in this workspace, in {0} and {1}.", first, second)
        : translate(
            "It occurs in this workspace, in {0}, {1} and {2} more files.",
            first,
            second,
            others.length,
          );
    }
  }
}
