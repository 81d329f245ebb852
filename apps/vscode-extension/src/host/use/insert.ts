import type { E164 } from "@leaseline/core";
import * as vscode from "vscode";
import { type FilledSnippet, languageIdOf } from "../../use/snippets.js";

/** Writes the number where the cursors are. False where no text is being edited. */
export async function insertAtCursor(number: E164): Promise<boolean> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return false;
  const { selections } = editor;
  return changed(editor, () =>
    editor.edit((edit) => {
      for (const selection of selections) edit.replace(selection, number);
    }),
  );
}

/**
 * Puts code where the cursor is, with its blanks to be filled in; in a document of its own where nothing is edited.
 * False where what is shown cannot be edited.
 */
export async function insertSnippet(snippet: FilledSnippet): Promise<boolean> {
  const editor =
    vscode.window.activeTextEditor ??
    (await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: languageIdOf(snippet), content: "" }),
    ));
  const text = new vscode.SnippetString();
  for (const part of snippet.parts)
    if (part.kind === "text") text.appendText(part.text);
    else text.appendPlaceholder(part.placeholder);
  return changed(editor, () => editor.insertSnippet(text));
}

/** The editor calls it done also where the text is only to be read, as that of a log is. */
async function changed(
  { document }: vscode.TextEditor,
  edit: () => Thenable<boolean>,
): Promise<boolean> {
  const before = document.version;
  return (await edit()) && document.version !== before;
}
