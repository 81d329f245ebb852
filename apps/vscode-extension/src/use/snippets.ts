import { type Lease, type ProviderDescriptor, type Snippet, providers } from "@leaseline/core";
import type { Choice, Prompts } from "../prompts/prompts.js";
import { internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";

/** A text of which parts are to be filled in: `placeholder` is shown until it is. */
export type SnippetPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "blank"; readonly placeholder: string };

export interface FilledSnippet {
  readonly language: Snippet["language"];
  readonly parts: readonly SnippetPart[];
}

/** The languages as the editor names them, and as people do. */
const languages: Record<
  Snippet["language"],
  { readonly name: string; readonly ids: readonly string[] }
> = {
  javascript: {
    name: "JavaScript / TypeScript",
    ids: ["javascript", "javascriptreact", "typescript", "typescriptreact"],
  },
  python: { name: "Python", ids: ["python"] },
  shell: { name: "cURL", ids: ["shellscript"] },
};

/**
 * Which of the provider's ways a text is sent by: in the language that is being written, without asking.
 * @returns null when the person backs out, the number takes calls alone, or the provider has none.
 */
export async function chooseSnippet(
  { number, provider, features }: Pick<Lease, "number" | "provider" | "features">,
  {
    languageId,
    prompts,
    known = providers,
  }: {
    readonly languageId: string | null;
    readonly prompts: Prompts;
    readonly known?: readonly ProviderDescriptor[];
  },
): Promise<FilledSnippet | null> {
  const tell = (text: string) => {
    prompts.tell({ text });
    return null;
  };
  // What is not known of a number is not held against it.
  if (features.join() === "voice")
    return tell(translate("{0} has no channel for texts.", internationalNumber(number)));
  const descriptor = known.find(({ id }) => id === provider);
  const all = descriptor?.snippets ?? [];
  const written = all.find(
    ({ language }) => languageId !== null && languages[language].ids.includes(languageId),
  );
  if (written) return filled(written, number);
  if (all.length === 0) return tell(translate("There is no code example for this provider."));
  const answer = await prompts.pick({
    title: translate("Insert Code That Sends a Text"),
    placeholder: translate("In which language?"),
    canGoBack: false,
    choices: all.map(choice),
  });
  return answer.kind === "answered" ? filled(answer.value, number) : null;
}

function choice(snippet: Snippet): Choice<Snippet> {
  const { language, needs } = snippet;
  return { label: languages[language].name, description: needs ?? "", value: snippet };
}

function filled({ language, text }: Snippet, number: string): FilledSnippet {
  const blanks = new Map([
    ["{to}", "+…"],
    ["{message}", translate("Hello")],
  ]);
  const parts = text
    .replaceAll("{number}", number)
    .split(/(\{to\}|\{message\})/)
    .map((part): SnippetPart => {
      const placeholder = blanks.get(part);
      return placeholder === undefined
        ? { kind: "text", text: part }
        : { kind: "blank", placeholder };
    });
  return { language, parts };
}

/** The editor's name of the language, for a document of its own. */
export function languageIdOf({ language }: FilledSnippet): string {
  return languages[language].ids[0] ?? "plaintext";
}
