import * as vscode from "vscode";

/** The editor's own list, as the extension has it. */
export interface ShownList {
  readonly box: vscode.QuickPick<vscode.QuickPickItem>;
  /** Until other rows have been given to the editor, and sent. */
  readonly drawn: () => Promise<void>;
}

/** The list that the editor is asked for next. */
export function nextList(): Promise<ShownList> {
  const { window } = vscode;
  const create = window.createQuickPick;
  return new Promise((resolve) => {
    Reflect.set(window, "createQuickPick", () => {
      Reflect.set(window, "createQuickPick", create);
      const box = create();
      resolve(observed(box));
      return box;
    });
  });
}

function observed(box: vscode.QuickPick<vscode.QuickPickItem>): ShownList {
  let given = () => {};
  const of = Object.getPrototypeOf(box) as object;
  Object.defineProperty(box, "items", {
    get: () => Reflect.get(of, "items", box),
    set: (rows) => {
      Reflect.set(of, "items", rows, box);
      given();
    },
  });
  return {
    box,
    drawn: async () => {
      await new Promise<void>((resolve) => (given = resolve));
      await new Promise((resolve) => setTimeout(resolve, 10));
    },
  };
}
