import { expect, it } from "vitest";
import { type PickBox, type PickRow, startPicking } from "./picking.js";
import type { Choice, LiveChoices, PickQuestion } from "./prompts.js";

const choiceOf = (label: string, rest: Partial<Choice<string>> = {}): Choice<string> => ({
  label,
  value: label,
  ...rest,
});

/** A box as an editor has it: it stands on the first row, unless it is told otherwise, and is gone when it is hidden. */
function pickIn(choices: PickQuestion<string>["choices"], canGoBack = true) {
  const screen = {
    rows: [] as readonly PickRow<string>[],
    active: null as Choice<string> | null,
    busy: false,
    shown: true,
  };
  const labels = () =>
    screen.rows.map((row) => (row.kind === "heading" ? `— ${row.label}` : row.choice.label));
  const box: PickBox<string> = {
    show: (rows, active) => {
      screen.rows = rows;
      const [first] = rows.flatMap((row) => (row.kind === "choice" ? [row.choice] : []));
      screen.active = active ?? first ?? null;
    },
    active: () => screen.active,
    setBusy: (busy) => (screen.busy = busy),
    hide: () => {
      screen.shown = false;
      // An editor says so in its own time.
      queueMicrotask(() => picking.hidden());
    },
  };
  const picking = startPicking({ choices, canGoBack }, box);
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
      yield found;
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
