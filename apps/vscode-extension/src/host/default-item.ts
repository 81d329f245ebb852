import * as vscode from "vscode";

/** The number of this workspace as it is shown, kept so that it can be before anything is loaded. */
export interface ShownDefault {
  readonly text: string;
  readonly tooltip: string;
}

export interface DefaultItem extends vscode.Disposable {
  /** Null where the workspace has none. */
  show(shown: ShownDefault | null): void;
}

const key = "leaseline.shownDefault";

/** The workspace's number in the status bar. A click chooses another one. */
export function createDefaultItem(state: vscode.Memento): DefaultItem {
  const item = vscode.window.createStatusBarItem(
    "leaseline.default",
    vscode.StatusBarAlignment.Left,
    0,
  );
  item.command = "leaseline.setDefault";
  const draw = (shown: ShownDefault | null | undefined) => {
    if (!shown) return item.hide();
    item.text = `$(device-mobile) ${shown.text}`;
    item.name = shown.tooltip;
    item.tooltip = shown.tooltip;
    item.accessibilityInformation = { label: shown.tooltip, role: "button" };
    item.show();
  };
  draw(state.get<ShownDefault>(key));
  return {
    show: (shown) => {
      void state.update(key, shown ?? undefined);
      draw(shown);
    },
    dispose: () => item.dispose(),
  };
}
