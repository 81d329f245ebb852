import type { Answer, Choice, FoundChoices, PickButton, PickQuestion } from "./prompts.js";

/** The list on the screen, as far as choosing from it needs it. */
export interface PickBox<Value> {
  /** Puts rows in the place of those that are there, unless others have come by the time it does. */
  show(shown: PickRows<Value>): void;
  /** In the place of those that are there. */
  setButtons(buttons: readonly PickButton[]): void;
  /** That more may come. */
  setBusy(busy: boolean): void;
  /** `hidden` is to be called when it is gone. */
  hide(): void;
}

export interface PickRows<Value> {
  readonly rows: readonly PickRow<Value>[];
  /** What is said of them all; empty for nothing. */
  readonly note: string;
  /**
   * Given the active row, the row to make active; asked when the rows are shown. Null leaves it to the editor, which
   * takes the first that fits what is typed.
   */
  readonly stand: (active: Choice<Value> | null) => Choice<Value> | null;
}

export type PickRow<Value> =
  | { readonly kind: "heading"; readonly label: string }
  | { readonly kind: "choice"; readonly choice: Choice<Value> };

/** What is told of a person's acts. */
export interface Picking<Value> {
  /** Rejects when looking choices up has failed. */
  readonly answer: Promise<Answer<Value>>;
  readonly typed: (text: string) => void;
  /** One of the buttons. */
  readonly pressed: (button: PickButton) => void;
  readonly accepted: (choice: Choice<Value> | null) => void;
  readonly wentBack: () => void;
  /** However it came to that: Escape does no more than this. */
  readonly hidden: () => void;
}

/** Has a person choose in a box: from choices that the editor filters, or from those that are looked up as they type. */
export function startPicking<Value>(
  {
    choices,
    canGoBack,
    typed: first = "",
    buttons,
  }: Pick<PickQuestion<Value>, "choices" | "canGoBack" | "typed" | "buttons">,
  box: PickBox<Value>,
): Picking<Value> {
  let resolve: (answered: Answer<Value>) => void = () => {};
  let reject: (failed: unknown) => void = () => {};
  const answer = new Promise<Answer<Value>>((answered, failed) => {
    [resolve, reject] = [answered, failed];
  });
  let given: Answer<Value> = { kind: "cancelled" };
  let lookUp = new AbortController();
  let text = first;
  /** The rows of what has been typed, and not of what was typed before. */
  let fitting = new WeakSet<Choice<Value>>();
  /** The last of them; null until some have come. */
  let latest: readonly Choice<Value>[] | null = null;
  /** What a person has chosen before they came. */
  let early: Choice<Value> | null = null;

  const end = (one: Answer<Value>) => {
    given = one;
    box.hide();
  };

  const show = (
    { choices: found, note }: FoundChoices<Value>,
    stand: PickRows<Value>["stand"] = (active) => sameAs(active, found) ?? firstOf(found),
  ) => {
    for (const one of found) fitting.add(one);
    latest = found;
    const chosen = sameAs(early, found);
    early = null;
    if (chosen) return end({ kind: "answered", value: chosen.value });
    box.show({ rows: rowsOf(found), note, stand });
  };

  /** Shows what comes, and stops the look-up before. */
  const follow = async (work: (signal: AbortSignal) => Promise<void>) => {
    lookUp.abort();
    const { signal } = (lookUp = new AbortController());
    box.setBusy(true);
    try {
      await work(signal);
    } catch (error) {
      // Nobody waits any more for what was stopped.
      if (signal.aborted) return;
      reject(error);
      box.hide();
    }
    if (!signal.aborted) box.setBusy(false);
  };

  const lookUpTyped = () => {
    if (typeof choices !== "function") return;
    fitting = new WeakSet();
    latest = early = null;
    void follow(async (signal) => {
      for await (const found of choices(text, signal)) {
        if (signal.aborted) return;
        show(found);
      }
    });
  };

  box.setButtons(buttons?.() ?? []);
  if (typeof choices === "function") lookUpTyped();
  else if ("grow" in choices)
    void follow(async (signal) => {
      let first: Choice<Value> | null = null;
      for await (const found of choices.grow(signal)) {
        if (signal.aborted) return;
        show({ choices: found, note: "" }, (active) => {
          const hasMoved = active !== first;
          first = firstOf(found);
          // While a person types, the editor is ahead of us: a row that we make active may be filtered out by then.
          if (text !== "") return null;
          // Whoever has not left the first row gets what now comes before it.
          return (hasMoved ? sameAs(active, found) : null) ?? first;
        });
      }
    });
  else show({ choices, note: "" });
  return {
    answer,
    typed: (now) => {
      text = now;
      lookUpTyped();
    },
    pressed: (button) => {
      button.press();
      box.setButtons(buttons?.() ?? []);
      lookUpTyped();
    },
    accepted: (choice) => {
      // What they have typed last leads to the row that they saw, or to another one.
      const chosen = choice && fitting.has(choice) ? choice : sameAs(choice, latest ?? []);
      if (chosen) end({ kind: "answered", value: chosen.value });
      else if (!latest) early = choice;
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

/** The row that is active until a person moves. */
function firstOf<Value>(found: readonly Choice<Value>[]): Choice<Value> | null {
  return found.find(({ aside }) => !aside) ?? null;
}

/** New rows must not move the one that a person is about to choose. */
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
