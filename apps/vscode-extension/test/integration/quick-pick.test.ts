import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { pick } from "../../src/host/quick-pick.js";
import type { Answer, Choice } from "../../src/prompts/prompts.js";
import { until } from "../support/integration/extension.js";
import { nextList } from "../support/integration/shown-list.js";

const enter = "workbench.action.acceptSelectedQuickOpenItem";
const down = "quickInput.next";

const choiceOf = (label: string): Choice<string> => ({ label, value: label });

/** A list of these rows, a letter each, and what has others come in their place. */
function growing(before: string, after: string) {
  let come = () => {};
  const isTime = new Promise<void>((resolve) => (come = resolve));
  const answer = pick<string>({
    title: "Rows that come",
    placeholder: "",
    canGoBack: false,
    choices: {
      async *grow() {
        yield before.split("").map(choiceOf);
        await isTime;
        yield after.split("").map(choiceOf);
      },
    },
  });
  return { answer, come };
}

/** An act of a person that the editor carries out while the rows that come next are on their way to it. */
async function actWhileRowsCome(...acts: readonly string[]): Promise<Answer<string>> {
  const { answer, active } = await rowsOnTheirWay();
  for (const act of acts) {
    await vscode.commands.executeCommand(act);
    if (act === down) await until("they stand on the next row", () => active() === "c");
  }
  return answer;
}

/** Rows that have been given to the editor in this turn, which sends them in the next. */
async function rowsOnTheirWay() {
  const list = nextList();
  const { answer, come } = growing("bc", "abc");
  const { box } = await list;
  const active = activeIn(box);
  await until("the rows are drawn", () => active() === "b");
  come();
  await new Promise((resolve) => process.nextTick(resolve));
  return { answer, active, box };
}

/**
 * The row that the person stands on, by the editor's word: `activeItems` tells at once of what the editor has yet to be
 * told. Empty for a row that was there before.
 */
function activeIn(box: vscode.QuickPick<vscode.QuickPickItem>): () => string {
  let active = "";
  box.onDidChangeActive((items) => (active = items.map(({ label }) => label).join()));
  return () => active;
}

describe("a list that grows while a person chooses", () => {
  it("gives the row that they saw, not the one that has its place by then", async () => {
    const answer = await actWhileRowsCome(enter);
    assert.deepEqual(answer, { kind: "answered", value: "b" });
  });

  it("leaves them on the row that they went to", async () => {
    const answer = await actWhileRowsCome(down, enter);
    assert.deepEqual(answer, { kind: "answered", value: "c" });
  });

  it("takes no Enter while the editor stands for them on a row that they did not go to", async () => {
    const { answer, active, box } = await rowsOnTheirWay();
    const entered = new Promise<void>((resolve) => {
      // They are led on to their row in this turn, and the editor is told in the next.
      const told = box.onDidChangeActive(async ([row]) => {
        if (row?.label !== "") return;
        told.dispose();
        await vscode.commands.executeCommand(enter);
        resolve();
      });
    });
    await vscode.commands.executeCommand(down);
    await entered;
    await until("they stand on their row", () => active() === "c");
    await vscode.commands.executeCommand(enter);
    assert.deepEqual(await answer, { kind: "answered", value: "c" });
  });

  it("has them stand on the row that fits what they typed before it came", async () => {
    const list = nextList();
    const { answer, come } = growing("", "bc");
    const { box } = await list;
    const active = activeIn(box);
    box.value = "c";
    come();
    await until("they stand on it", () => active() === "c");
    await vscode.commands.executeCommand(enter);
    assert.deepEqual(await answer, { kind: "answered", value: "c" });
  });
});
