import * as vscode from "vscode";
import { asWritten } from "./as-written.js";
import type { Answer, Choice, PickQuestion } from "../prompts/prompts.js";

type Item<Value> = vscode.QuickPickItem & { readonly choice?: Choice<Value> };

/** Asks with a QuickPick. Given choices are filtered by the editor, live ones by whoever gives them. */
export function pick<Value>({
  title,
  placeholder,
  canGoBack,
  choices,
}: PickQuestion<Value>): Promise<Answer<Value>> {
  const box = vscode.window.createQuickPick<Item<Value>>();
  box.title = asWritten(title);
  box.placeholder = asWritten(placeholder);
  box.ignoreFocusOut = true;
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  if (canGoBack) box.buttons = [vscode.QuickInputButtons.Back];

  let lookUp = new AbortController();
  const follow = async (typed: string) => {
    if (typeof choices !== "function") return;
    lookUp.abort();
    const mine = (lookUp = new AbortController());
    box.busy = true;
    for await (const found of choices(typed, mine.signal)) {
      if (mine.signal.aborted) return;
      showLive(box, found);
    }
    if (!mine.signal.aborted) box.busy = false;
  };

  return new Promise<Answer<Value>>((resolve, reject) => {
    let answer: Answer<Value> = { kind: "cancelled" };
    const end = (given: Answer<Value>) => {
      answer = given;
      box.hide();
    };
    const watch = (typed: string) =>
      void follow(typed).catch((error: unknown) => (box.hide(), reject(error)));
    box.onDidTriggerButton(() => end({ kind: "back" }));
    box.onDidAccept(() => {
      const chosen = box.selectedItems[0]?.choice;
      if (chosen) end({ kind: "answered", value: chosen.value });
    });
    box.onDidChangeValue(watch);
    box.onDidHide(() => {
      lookUp.abort();
      box.dispose();
      resolve(answer);
    });
    if (typeof choices === "function") watch("");
    else box.items = withHeadings(choices, false);
    box.show();
  });
}

/** New rows must not move what a person is about to choose. */
function showLive<Value>(
  box: vscode.QuickPick<Item<Value>>,
  found: readonly Choice<Value>[],
): void {
  const active = box.activeItems[0]?.choice;
  const items = withHeadings(found, true);
  box.keepScrollPosition = true;
  box.items = items;
  const same =
    active &&
    items.find(({ choice }) => choice?.label === active.label && choice.detail === active.detail);
  if (same) box.activeItems = [same];
}

function withHeadings<Value>(choices: readonly Choice<Value>[], live: boolean): Item<Value>[] {
  const items: Item<Value>[] = [];
  let heading: string | undefined;
  for (const choice of choices) {
    if (choice.group !== heading && choice.group)
      items.push({ label: asWritten(choice.group), kind: vscode.QuickPickItemKind.Separator });
    heading = choice.group;
    items.push({
      label: choice.icon ? `$(${choice.icon}) ${asWritten(choice.label)}` : asWritten(choice.label),
      ...(choice.description !== undefined && { description: asWritten(choice.description) }),
      ...(choice.detail !== undefined && { detail: asWritten(choice.detail) }),
      // Filtered already by whoever gives them: digits are found through the spaces between them.
      alwaysShow: live,
      choice,
    });
  }
  return items;
}
