import { describe, expect, it } from "vitest";
import { type PickBox, type PickRow, startPicking } from "./picking.js";
import type { Choice, LiveChoices, PickButton, PickQuestion } from "./prompts.js";

const choiceOf = (label: string, rest: Partial<Choice<string>> = {}): Choice<string> => ({
  label,
  value: label,
  ...rest,
});

/** A box as an editor has it: it stands on the first row, unless it is told otherwise, and is gone when it is hidden. */
function pickIn(
  choices: PickQuestion<string>["choices"],
  canGoBack = true,
  more: Pick<PickQuestion<string>, "typed" | "buttons"> = {},
) {
  const screen = {
    note: "",
    buttons: [] as readonly PickButton[],
    rows: [] as readonly PickRow<string>[],
    active: null as Choice<string> | null,
    /** Where it was told to stand at last; null for where it stands by itself. */
    led: null as Choice<string> | null,
    busy: false,
    shown: true,
  };
  const labels = () =>
    screen.rows.map((row) => (row.kind === "heading" ? `— ${row.label}` : row.choice.label));
  const box: PickBox<string> = {
    show: ({ rows, note, stand }) => {
      screen.rows = rows;
      screen.note = note;
      const [first] = rows.flatMap((row) => (row.kind === "choice" ? [row.choice] : []));
      screen.led = stand(screen.active);
      screen.active = screen.led ?? first ?? null;
    },
    setButtons: (buttons) => (screen.buttons = buttons),
    setBusy: (busy) => (screen.busy = busy),
    hide: () => {
      screen.shown = false;
      // An editor says so in its own time.
      queueMicrotask(() => picking.hidden());
    },
  };
  const picking = startPicking({ choices, canGoBack, ...more }, box);
  const enter = () => picking.accepted(screen.active);
  return { ...picking, screen, labels, enter };
}

/** Choices that come when the test lets them, by what has been typed. */
function byHand() {
  type Came = readonly Choice<string>[] | "end" | Error;
  const gates = new Map<string, ReturnType<typeof gate<Came>>[]>();
  const stopped: string[] = [];
  const gateOf = (typed: string, index: number) => {
    const of = gates.get(typed) ?? [];
    gates.set(typed, of);
    return (of[index] ??= gate<Came>());
  };
  const choices: LiveChoices<string> = async function* (typed, signal) {
    signal.addEventListener("abort", () => stopped.push(typed));
    for (let index = 0; ; index += 1) {
      const found = await gateOf(typed, index).opened;
      if (found === "end") return;
      if (found instanceof Error) throw found;
      yield { choices: found, note: `of “${typed}”` };
    }
  };
  const given = new Map<string, number>();
  const next = (typed: string) => {
    const index = given.get(typed) ?? 0;
    given.set(typed, index + 1);
    return gateOf(typed, index);
  };
  return {
    choices,
    stopped,
    come: async (typed: string, found: readonly Choice<string>[] | "end") => {
      next(typed).open(found);
      await settled();
    },
    fail: async (typed: string) => {
      next(typed).open(new Error("not to be read"));
      await settled();
    },
  };
}

function gate<With>() {
  let open: (value: With) => void = () => {};
  const opened = new Promise<With>((resolve) => (open = resolve));
  return { opened, open: (value: With) => open(value) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it("answers with what is chosen, and is gone then", async () => {
  const { answer, enter, screen } = pickIn([choiceOf("a"), choiceOf("b")]);
  enter();
  expect(await answer).toEqual({ kind: "answered", value: "a" });
  expect(screen.shown).toBe(false);
});

it("puts each group under one heading", () => {
  const group = "not complete";
  const { labels } = pickIn([choiceOf("a", { group }), choiceOf("b", { group }), choiceOf("c")]);
  expect(labels()).toEqual(["— not complete", "a", "b", "c"]);
});

it("is an answer of its own when a person goes back or gives up", async () => {
  const back = pickIn([choiceOf("a")]);
  back.wentBack();
  expect(await back.answer).toEqual({ kind: "back" });
  const given = pickIn([choiceOf("a")]);
  given.hidden();
  expect(await given.answer).toEqual({ kind: "cancelled" });
});

it("stays where there is nothing to go back to, and where no row is chosen", async () => {
  const { wentBack, accepted, screen, enter, answer } = pickIn([choiceOf("a")], false);
  wentBack();
  accepted(null);
  expect(screen.shown).toBe(true);
  enter();
  expect(await answer).toEqual({ kind: "answered", value: "a" });
});

it("shows live choices as they come, and that more may come", async () => {
  const live = byHand();
  const { labels, screen } = pickIn(live.choices);
  expect(screen.busy).toBe(true);
  await live.come("", [choiceOf("a")]);
  await live.come("", [choiceOf("a"), choiceOf("b")]);
  expect(labels()).toEqual(["a", "b"]);
  expect(screen.busy).toBe(true);
  await live.come("", "end");
  expect(screen.busy).toBe(false);
});

it("leaves a person on the row where they stand when others come before it", async () => {
  const live = byHand();
  const { screen, enter, answer } = pickIn(live.choices);
  await live.come("", [
    choiceOf("a", { detail: "1" }),
    choiceOf("a", { detail: "2", value: "a2" }),
  ]);
  screen.active = screen.rows[1]?.kind === "choice" ? screen.rows[1].choice : null;
  await live.come("", [
    choiceOf("0"),
    choiceOf("a", { detail: "1" }),
    choiceOf("a", { detail: "2", value: "a2" }),
  ]);
  enter();
  expect(await answer).toEqual({ kind: "answered", value: "a2" });
});

it("takes Enter while more may come", async () => {
  const live = byHand();
  const { enter, answer } = pickIn(live.choices);
  await live.come("", [choiceOf("a")]);
  enter();
  expect(await answer).toEqual({ kind: "answered", value: "a" });
});

it("takes no Enter for a row of what was typed before", async () => {
  const live = byHand();
  const { typed, enter, screen, answer } = pickIn(live.choices);
  await live.come("", [choiceOf("+1 201")]);
  typed("305");
  enter();
  expect(screen.shown).toBe(true);
  await live.come("305", [choiceOf("+1 305")]);
  enter();
  expect(await answer).toEqual({ kind: "answered", value: "+1 305" });
});

it("takes a row of what was typed before that is one of what is typed, however soon it is chosen", async () => {
  for (const when of ["before", "after"] as const) {
    const live = byHand();
    const { typed, accepted, screen, answer } = pickIn(live.choices);
    const seen = choiceOf("+1 305", { value: "seen" });
    await live.come("", [choiceOf("+1 201"), seen]);
    typed("305");
    if (when === "before") accepted(seen);
    expect(screen.shown).toBe(true);
    await live.come("305", [choiceOf("+1 305", { value: "found" }), choiceOf("+1 305 5")]);
    if (when === "after") accepted(seen);
    expect(await answer).toEqual({ kind: "answered", value: "found" });
  }
});

it("forgets such a row when something else is typed", async () => {
  const live = byHand();
  const { typed, enter, screen } = pickIn(live.choices);
  await live.come("", [choiceOf("+1 305")]);
  typed("3");
  enter();
  typed("30");
  await live.come("30", [choiceOf("+1 305")]);
  expect(screen.shown).toBe(true);
});

it("stops looking for what is not typed any more, and shows none of it", async () => {
  const live = byHand();
  const { typed, labels, screen } = pickIn(live.choices);
  typed("3");
  typed("30");
  expect(live.stopped).toEqual(["", "3"]);
  await live.come("30", [choiceOf("+1 305")]);
  await live.come("3", [choiceOf("+1 312")]);
  await live.come("", "end");
  expect(labels()).toEqual(["+1 305"]);
  expect(screen.busy).toBe(true);
});

it("stops looking when it is answered", async () => {
  const live = byHand();
  const { hidden, answer } = pickIn(live.choices);
  hidden();
  expect(live.stopped).toEqual([""]);
  await live.come("", [choiceOf("a")]);
  expect(await answer).toEqual({ kind: "cancelled" });
});

it("tells of a look-up that has failed, and is gone then", async () => {
  const live = byHand();
  const { answer, screen } = pickIn(live.choices);
  const told = expect(answer).rejects.toThrow("not to be read");
  await live.fail("");
  await told;
  expect(screen.shown).toBe(false);
});

it("tells nothing of one that has failed when it was stopped", async () => {
  const live = byHand();
  const { typed, enter, answer } = pickIn(live.choices);
  typed("3");
  await live.fail("");
  await live.come("3", [choiceOf("+1 305")]);
  enter();
  expect(await answer).toEqual({ kind: "answered", value: "+1 305" });
});

it("begins with what is to stand in the box, and says what is to be known of its rows", async () => {
  const live = byHand();
  const { labels, screen } = pickIn(live.choices, true, { typed: "305" });
  await live.come("305", [choiceOf("+1 305")]);
  expect(labels()).toEqual(["+1 305"]);
  expect(screen.note).toBe("of “305”");
});

it("puts nobody on a row that is beside the matter, unless there is no other", async () => {
  const warning = choiceOf("not complete", { aside: true });
  const { screen, enter, answer } = pickIn([warning, choiceOf("a")]);
  expect(screen.active?.label).toBe("a");
  enter();
  expect(await answer).toEqual({ kind: "answered", value: "a" });
  expect(pickIn([warning]).screen.active?.label).toBe("not complete");
});

it("looks again for what is typed when a button is pressed, and shows the buttons as they are then", async () => {
  const live = byHand();
  let on = false;
  const buttons = () => [{ icon: "comment", label: "SMS", on, press: () => (on = !on) }];
  const { pressed, typed, screen, labels } = pickIn(live.choices, true, { buttons });
  typed("305");
  await live.come("305", [choiceOf("all")]);
  const [button] = screen.buttons;
  if (!button) throw new Error("There is no button");
  pressed(button);
  expect(screen.buttons[0]?.on).toBe(true);
  expect(live.stopped).toEqual(["", "305"]);
  await live.come("305", [choiceOf("with SMS")]);
  expect(labels()).toEqual(["with SMS"]);
});

describe("choices that become more", () => {
  const growing = () => {
    const gates = [0, 1].map(() => gate<readonly Choice<string>[]>());
    const grown = {
      async *grow() {
        for (const { opened } of gates) yield await opened;
      },
    };
    const come = async (index: number, ...labels: readonly string[]) => {
      gates[index]?.open(labels.map((label) => choiceOf(label)));
      await settled();
    };
    return { ...pickIn(grown), come };
  };

  it("can be chosen from while more may come", async () => {
    const { come, screen, enter, answer } = growing();
    await come(0, "a", "b");
    expect(screen.busy).toBe(true);
    enter();
    expect(await answer).toEqual({ kind: "answered", value: "a" });
  });

  it("leave a person on the row that they went to, and lead who has not moved to the first", async () => {
    const moved = growing();
    await moved.come(0, "a", "b");
    moved.screen.active =
      moved.screen.rows[1]?.kind === "choice" ? moved.screen.rows[1].choice : null;
    await moved.come(1, "0", "a", "b");
    expect(moved.screen.active?.label).toBe("b");
    const still = growing();
    await still.come(0, "a", "b");
    await still.come(1, "0", "a", "b");
    expect(still.screen.active?.label).toBe("0");
  });

  it("leave who types where the editor takes them, who is ahead of what is known here", async () => {
    const { come, typed, screen } = growing();
    await come(0, "Afghanistan", "United Arab Emirates", "United States");
    // On their way to "United States", and for now where the editor has taken them.
    typed("U");
    screen.active = screen.rows[1]?.kind === "choice" ? screen.rows[1].choice : null;
    await come(1, "Canada", "United Arab Emirates", "United States");
    expect(screen.led).toBeNull();
  });
});
