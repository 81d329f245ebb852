import * as vscode from "vscode";
import { type PickRow, startPicking } from "../prompts/picking.js";
import type {
  Answer,
  Choice,
  PickButton,
  PickManyQuestion,
  PickQuestion,
} from "../prompts/prompts.js";
import { asWritten } from "./as-written.js";

type Item<Value> = vscode.QuickPickItem & { readonly choice?: Choice<Value> };
type Button = vscode.QuickInputButton & { readonly of?: PickButton };

/** Asks with a QuickPick. Given choices are filtered by the editor, live ones by whoever gives them. */
export function pick<Value>(question: PickQuestion<Value>): Promise<Answer<Value>> {
  const { title, placeholder, canGoBack, choices } = question;
  const box = vscode.window.createQuickPick<Item<Value>>();
  box.title = asWritten(title);
  box.placeholder = asWritten(placeholder);
  box.ignoreFocusOut = true;
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  if (question.typed) box.value = question.typed;
  const isLive = typeof choices === "function";
  // Rows are added to while a person reads them.
  box.keepScrollPosition = isLive || "grow" in choices;
  // Or the editor sorts live rows by where the typed text stands in them, and hides what heads each group. It is no
  // part of the types, and has been there since 2020: where it is gone, the rows are sorted so.
  if (isLive && "sortByLabel" in box) box.sortByLabel = false;
  const back: readonly Button[] = canGoBack ? [vscode.QuickInputButtons.Back] : [];

  const picking = startPicking(question, {
    show: (rows, active) => {
      box.items = rows.map((row) => itemOf(row, isLive));
      const item = active && box.items.find(({ choice }) => choice === active);
      if (item) box.activeItems = [item];
    },
    setNote: (note) => {
      box.prompt = note === "" ? undefined : asWritten(note);
    },
    setButtons: (buttons) => {
      box.buttons = [...back, ...buttons.map(buttonOf)];
    },
    active: () => box.activeItems[0]?.choice ?? null,
    setBusy: (busy) => (box.busy = busy),
    hide: () => box.hide(),
  });
  box.onDidChangeValue(picking.typed);
  box.onDidAccept(() => picking.accepted(box.selectedItems[0]?.choice ?? null));
  box.onDidTriggerButton((button: Button) => {
    if (button.of) picking.pressed(button.of);
    else picking.wentBack();
  });
  box.onDidHide(() => {
    box.dispose();
    picking.hidden();
  });
  box.show();
  return picking.answer;
}

/** Asks with a QuickPick in which all are ticked. */
export function pickMany<Value>({
  title,
  placeholder,
  choices,
}: PickManyQuestion<Value>): Promise<Answer<readonly Value[]>> {
  const box = vscode.window.createQuickPick<Item<Value>>();
  box.title = asWritten(title);
  box.placeholder = asWritten(placeholder);
  box.ignoreFocusOut = true;
  box.canSelectMany = true;
  box.items = choices.map((choice) => itemOf({ kind: "choice", choice }, false));
  box.selectedItems = box.items;
  return new Promise((resolve) => {
    let answer: Answer<readonly Value[]> = { kind: "cancelled" };
    box.onDidAccept(() => {
      const chosen = box.selectedItems.flatMap(({ choice }) => choice ?? []);
      answer = { kind: "answered", value: chosen.map(({ value }) => value) };
      box.hide();
    });
    box.onDidHide(() => {
      box.dispose();
      resolve(answer);
    });
    box.show();
  });
}

function buttonOf(of: PickButton): Button {
  const { icon, label, on } = of;
  return {
    iconPath: new vscode.ThemeIcon(icon),
    tooltip: asWritten(label),
    ...(on !== undefined && { toggle: { checked: on } }),
    of,
  };
}

function itemOf<Value>(row: PickRow<Value>, isLive: boolean): Item<Value> {
  if (row.kind === "heading")
    return { label: asWritten(row.label), kind: vscode.QuickPickItemKind.Separator };
  const { choice } = row;
  const { label, description, detail, icon } = choice;
  return {
    label: icon ? `$(${icon}) ${asWritten(label)}` : asWritten(label),
    ...(description !== undefined && { description: asWritten(description) }),
    ...(detail !== undefined && { detail: asWritten(detail) }),
    // Filtered already by whoever gives them: digits are found through the spaces between them.
    alwaysShow: isLive,
    choice,
  };
}
