import * as vscode from "vscode";
import { atMostEvery } from "../prompts/at-most-every.js";
import { type PickRow, type PickRows, startPicking } from "../prompts/picking.js";
import type {
  Answer,
  Choice,
  PickButton,
  PickManyQuestion,
  PickQuestion,
} from "../prompts/prompts.js";
import { asWritten } from "./as-written.js";
import { createRowPlaces } from "./row-places.js";

type Item<Value> = vscode.QuickPickItem & { readonly choice?: Choice<Value> | undefined };
type Button = vscode.QuickInputButton & { readonly of?: PickButton };

/** Rows that come in quick succession are shown together. */
const redrawEveryMs = 50;

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
  // Otherwise the editor sorts live rows by where the typed text stands in them, and hides the headings of groups.
  // This property is not in the types, but has been there since 2020; without it the rows are sorted that way.
  if (isLive && "sortByLabel" in box) box.sortByLabel = false;
  const back: readonly Button[] = canGoBack ? [vscode.QuickInputButtons.Back] : [];

  const places = createRowPlaces<Item<Value>>({ unseen: unseenItem });
  let next: PickRows<Value> | null = null;
  let isBusy = false;
  /** The row that was active when the rows were shown, and what finds its counterpart in other rows. */
  let stood: Choice<Value> | null = null;
  let leadOn = (_active: Choice<Value>) => {};
  /** The row that we have made active, until the editor says that it is. */
  let leadsTo: Choice<Value> | null = null;
  const draw = atMostEvery(redrawEveryMs, () => {
    box.busy = isBusy;
    if (!next) return;
    const { rows, note, stand } = next;
    next = null;
    const items = rows.map((row) => itemOf(row, isLive));
    const leadTo = (led: Choice<Value> | null) => {
      const item = led && items.find(({ choice }) => choice === led);
      if (item) box.activeItems = [item];
      return item ? led : null;
    };
    leadOn = (active) => {
      // The editor applies properties in the order in which they were first set: rows set in this turn would be
      // applied after the active one, and take it away.
      box.items = [...box.items];
      leadsTo = leadTo(stand(active));
    };
    leadsTo = null;
    stood = box.activeItems[0]?.choice ?? null;
    box.items = places.put(items);
    const led = stand(stood);
    // The editor makes the first one active by itself.
    if (led !== items.find(({ choice }) => choice)?.choice) leadTo(led);
    box.prompt = note === "" ? undefined : asWritten(note);
  });

  const picking = startPicking(question, {
    show: (shown) => {
      next = shown;
      draw();
    },
    setButtons: (buttons) => {
      box.buttons = [...back, ...buttons.map(buttonOf)];
    },
    setBusy: (busy) => {
      isBusy = busy;
      if (busy || !next) box.busy = busy;
    },
    hide: () => box.hide(),
  });
  box.onDidChangeActive(([row]) => {
    if (!row?.choice) return;
    if (row.kind !== vscode.QuickPickItemKind.Separator) {
      if (row.choice === leadsTo) leadsTo = null;
    } else if (row.choice !== stood) {
      // The person moved on in the old rows while the new ones were on their way.
      leadOn(row.choice);
    }
  });
  box.onDidChangeValue((text) => {
    leadsTo = null;
    picking.typed(text);
  });
  box.onDidAccept(() => {
    const choice = box.selectedItems[0]?.choice ?? null;
    // With new rows, the editor has its first one active for a moment: nobody can tell which row the person saw.
    if (!leadsTo || choice === leadsTo) picking.accepted(choice);
  });
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

/** A heading that heads nothing is not drawn. */
function unseenItem<Value>({ choice }: Item<Value>): Item<Value> {
  return { label: "", kind: vscode.QuickPickItemKind.Separator, choice };
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
    // Already filtered by whoever gives them, who also finds digits across the spaces between them.
    alwaysShow: isLive,
    choice,
  };
}
