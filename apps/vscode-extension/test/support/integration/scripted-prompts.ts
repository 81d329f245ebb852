import type {
  Answer,
  Choice,
  ConfirmQuestion,
  FoundChoices,
  Notice,
  PickManyQuestion,
  PickQuestion,
  Prompts,
  TypeQuestion,
} from "../../../src/prompts/prompts.js";

/** What the person does next. */
export type Act =
  | {
      readonly kind: "pick";
      readonly fits: (choice: Choice<unknown>) => boolean;
      readonly typed: string;
    }
  | { readonly kind: "press"; readonly part: string }
  | { readonly kind: "keep"; readonly kept: readonly string[] }
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "say"; readonly yes: boolean; readonly first?: () => Promise<void> }
  | { readonly kind: "wait"; readonly words: RegExp; readonly work: () => Promise<unknown> }
  | { readonly kind: "back" | "escape" };

/** Picks the first choice whose label has `part` in it. */
export function pick(part: string): Act {
  return { kind: "pick", fits: ({ label }) => label.includes(part), typed: "" };
}

/** Picks the number however it is written, having typed `typed` to narrow the choices down. */
export function pickNumber(number: string, typed = ""): Act {
  const digits = number.replaceAll(/\D/g, "");
  return { kind: "pick", fits: ({ label }) => label.replaceAll(/\D/g, "") === digits, typed };
}

/** Presses the button whose label has `part` in it, before what comes next is chosen. */
export const press = (part: string): Act => ({ kind: "press", part });
/** Leaves all ticked but those whose label has one of these in it. */
export const pickAllBut = (...kept: readonly string[]): Act => ({ kind: "keep", kept });
export const type = (text: string): Act => ({ kind: "type", text });
export const yes: Act = { kind: "say", yes: true };
export const no: Act = { kind: "say", yes: false };
/** Says yes, once something else has happened while the question stood there. */
export const yesAfter = (first: () => Promise<void>): Act => ({ kind: "say", yes: true, first });
/** Does something as soon as such words say what is being waited for. */
export const during = (words: RegExp, work: () => Promise<unknown>): Act => ({
  kind: "wait",
  words,
  work,
});
export const back: Act = { kind: "back" };
export const escape: Act = { kind: "escape" };

/** A person who follows a script, and remembers everything that they were asked and told. */
export interface ScriptedPrompts extends Prompts {
  readonly confirmed: readonly ConfirmQuestion[];
  /** Of which one could be chosen. */
  readonly picks: readonly PickQuestion<unknown>[];
  /** What was said of all that could be chosen, each time it was another. */
  readonly notes: readonly string[];
  /** Of which several could be chosen. */
  readonly lists: readonly PickManyQuestion<unknown>[];
  readonly typeQuestions: readonly TypeQuestion[];
  /** What was wrong with what was typed. */
  readonly problems: readonly string[];
  readonly told: readonly Required<Notice>[];
  readonly texts: readonly string[];
  /** What they were told is being waited for. */
  readonly waitedFor: readonly { readonly text: string; readonly done: Promise<void> }[];
  /** Throws when a question found no answer, or an answer no question. */
  readonly check: () => void;
}

export function scriptedPrompts(...script: readonly Act[]): ScriptedPrompts {
  const acts = [...script];
  const surprises: string[] = [];
  const confirmed: ConfirmQuestion[] = [];
  const typeQuestions: TypeQuestion[] = [];
  const picks: PickQuestion<unknown>[] = [];
  const notes: string[] = [];
  const lists: PickManyQuestion<unknown>[] = [];
  const problems: string[] = [];
  const told: Required<Notice>[] = [];
  const texts: string[] = [];
  const waitedFor: { text: string; done: Promise<void> }[] = [];

  const surprise = (text: string): never => {
    surprises.push(text);
    throw new Error(text);
  };
  const next = (question: string): Act => acts.shift() ?? surprise(`Nobody answers “${question}”`);

  return {
    confirmed,
    picks,
    notes,
    lists,
    typeQuestions,
    problems,
    told,
    texts,
    waitedFor,
    check: () => {
      if (acts.length > 0) surprises.push(`Not asked for: ${JSON.stringify(acts)}`);
      if (surprises.length > 0) throw new Error(surprises.join("\n"));
    },
    pick: async <Value>(question: PickQuestion<Value>): Promise<Answer<Value>> => {
      picks.push(question);
      let act = next(question.placeholder);
      for (; act.kind === "press"; act = next(question.placeholder)) {
        const { part } = act;
        const button = question.buttons?.().find(({ label }) => label.includes(part));
        if (!button) return surprise(`“${question.placeholder}” has no button “${part}”`);
        button.press();
      }
      if (act.kind === "escape") return { kind: "cancelled" };
      if (act.kind === "back" && question.canGoBack) return { kind: "back" };
      if (act.kind !== "pick")
        return surprise(`“${question.placeholder}” is no place to ${act.kind}`);
      const typed = act.typed || (question.typed ?? "");
      const found = await choose(question.choices, { ...act, typed }, notes);
      if (found) return { kind: "answered", value: found.value };
      return surprise(`“${question.placeholder}” has no such choice`);
    },
    pickMany: async (question) => {
      lists.push(question);
      const act = next(question.placeholder);
      if (act.kind === "escape") return { kind: "cancelled" };
      if (act.kind !== "keep") return surprise(`“${question.title}” is no place to ${act.kind}`);
      const ticked = question.choices.filter(
        ({ label }) => !act.kept.some((part) => label.includes(part)),
      );
      return { kind: "answered", value: ticked.map(({ value }) => value) };
    },
    type: async (question) => {
      typeQuestions.push(question);
      for (;;) {
        const act = next(question.prompt);
        if (act.kind === "escape") return { kind: "cancelled" };
        if (act.kind === "back" && question.canGoBack) return { kind: "back" };
        if (act.kind !== "type") return surprise(`“${question.prompt}” is no place to ${act.kind}`);
        const problem = question.check(act.text);
        if (problem === null) return { kind: "answered", value: act.text };
        // As in the editor, the question stays until it is answered well.
        problems.push(problem);
      }
    },
    confirm: async (question) => {
      confirmed.push(question);
      const act = next(question.title);
      if (act.kind === "escape") return false;
      if (act.kind !== "say") return surprise(`“${question.title}” is no place to ${act.kind}`);
      await act.first?.();
      return act.yes;
    },
    tell: (notice) => {
      told.push({ severity: "information", actions: [], ...notice });
      texts.push(notice.text);
    },
    waiting: (text, done) => void waitedFor.push({ text, done }),
    progress: async (title, work) => {
      const [act] = acts;
      if (act?.kind !== "wait" || !act.words.test(title)) return work();
      acts.shift();
      const [result] = await Promise.all([work(), act.work()]);
      return result;
    },
  };
}

async function choose<Value>(
  choices: PickQuestion<Value>["choices"],
  { fits, typed }: Extract<Act, { kind: "pick" }>,
  notes: string[],
): Promise<Choice<Value> | null> {
  const stop = new AbortController();
  try {
    for await (const shown of shownBy(choices, typed, stop.signal)) {
      if (shown.note !== "" && shown.note !== notes.at(-1)) notes.push(shown.note);
      const found = shown.choices.find(fits);
      if (found) return found;
    }
    return null;
  } finally {
    stop.abort();
  }
}

/** What a person is shown, as it comes, who has typed that. */
export async function* shownBy<Value>(
  choices: PickQuestion<Value>["choices"],
  typed: string,
  signal: AbortSignal,
): AsyncIterable<FoundChoices<Value>> {
  if (typeof choices === "function") yield* choices(typed, signal);
  else if (!("grow" in choices)) yield { choices, note: "" };
  else for await (const grown of choices.grow(signal)) yield { choices: grown, note: "" };
}
