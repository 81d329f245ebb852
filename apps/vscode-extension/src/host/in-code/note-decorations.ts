import * as vscode from "vscode";
import type { Note } from "../../in-code/notes.js";
import { asWritten } from "../as-written.js";
import { rangeOf } from "./hovers.js";

/** Shows notes beside numbers: quietly, and in the editor's own colours. */
export function createNotes() {
  const type = vscode.window.createTextEditorDecorationType({
    textDecoration: "underline dotted",
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  return {
    show: (editor: vscode.TextEditor, notes: readonly Note[]) =>
      editor.setDecorations(
        type,
        notes.map(({ place, text }) => ({
          range: rangeOf(place),
          ...(text && {
            renderOptions: {
              after: {
                contentText: asWritten(text),
                color: new vscode.ThemeColor("editorCodeLens.foreground"),
                // A light theme of high contrast has this colour for code, too.
                fontStyle: "italic",
                margin: "0 0.5em",
              },
            },
          }),
        })),
      ),
    dispose: () => type.dispose(),
  };
}
