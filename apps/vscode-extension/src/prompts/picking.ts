import type { Answer, Choice, PickQuestion } from "./prompts.js";

/** The list on the screen, as far as choosing from it needs it. */
export interface PickBox<Value> {
  /** Puts rows in the place of those that are there. @param active - the one that a person stands on; null for the first. */
  show(rows: readonly PickRow<Value>[], active: Choice<Value> | null): void;
  /** The row that a person stands on. */
  active(): Choice<Value> | null;
  /** That more may come. */
  setBusy(busy: boolean): void;
  /** `hidden` is to be called when it is gone. */
  hide(): void;
}

export type PickRow<Value> =
  | { readonly kind: "heading"; readonly label: string }
  | { readonly kind: "choice"; readonly choice: Choice<Value> };

/** What is told of a person's acts. */
export interface Picking<Value> {
  /** Rejects when looking choices up has failed. */
  readonly answer: Promise<Answer<Value>>;
  readonly typed: (text: string) => void;
  readonly accepted: (choice: Choice<Value> | null) => void;
  readonly wentBack: () => void;
  /** However it came to that: Escape does no more than this. */
  readonly hidden: () => void;
}

/** Has a person choose in a box: from choices that the editor filters, or from those that are looked up as they type. */
export function startPicking<Value>(
  { choices, canGoBack }: Pick<PickQuestion<Value>, "choices" | "canGoBack">,
  box: PickBox<Value>,
): Picking<Value> {
  let resolve: (answered: Answer<Value>) => void = () => {};
  let reject: (failed: unknown) => void = () => {};
  const answer = new Promise<Answer<Value>>((answered, failed) => {
    [resolve, reject] = [answered, failed];
  });
  let given: Answer<Value> = { kind: "cancelled" };
  let lookUp = new AbortController();
  /** Whether the rows belong to what has been typed, and not to what was typed before. */
  let current = false;

  const end = (one: Answer<Value>) => {
    given = one;
    box.hide();
  };

  const follow = async (text: string) => {
    if (typeof choices !== "function") return;
    lookUp.abort();
    const { signal } = (lookUp = new AbortController());
    current = false;
    box.setBusy(true);
    try {
      for await (const found of choices(text, signal)) {
        if (signal.aborted) return;
        box.show(rowsOf(found), sameAs(box.active(), found));
        current = true;
      }
    } catch (error) {
      // Nobody waits any more for what was stopped.
      if (signal.aborted) return;
      reject(error);
      box.hide();
    }
    if (!signal.aborted) box.setBusy(false);
  };

  if (typeof choices === "function") void follow("");
  else {
    box.show(rowsOf(choices), null);
    current = true;
  }
  return {
    answer,
    typed: (text) => void follow(text),
    accepted: (choice) => {
      // Enter is for what a person has typed: they have not seen yet what that leads to.
      if (choice && current) end({ kind: "answered", value: choice.value });
    },
    wentBack: () => {
      if (canGoBack) end({ kind: "back" });
    },
    hidden: () => {
      lookUp.abort();
      resolve(given);
    },
  };
}

/** New rows must not move what a person is about to choose. */
function sameAs<Value>(
  active: Choice<Value> | null,
  found: readonly Choice<Value>[],
): Choice<Value> | null {
  if (!active) return null;
  const { label, detail } = active;
  return found.find((one) => one.label === label && one.detail === detail) ?? null;
}

function rowsOf<Value>(choices: readonly Choice<Value>[]): readonly PickRow<Value>[] {
  return choices.flatMap((choice, index): PickRow<Value>[] => {
    const row = { kind: "choice", choice } as const;
    const { group } = choice;
    return group && group !== choices[index - 1]?.group
      ? [{ kind: "heading", label: group }, row]
      : [row];
  });
}
