import * as vscode from "vscode";
import type { Use } from "../../commands/use-number.js";
import type { Prompts } from "../../prompts/prompts.js";
import { addToEnv } from "../../use/add-to-env.js";
import { chooseSnippet, type FilledSnippet, languageIdOf } from "../../use/snippets.js";
import { translate } from "../../words/translate.js";
import { envFiles } from "./env-files.js";
import type { E164 } from "@leaseline/core";

export function createUse(prompts: Prompts): Use {
  const files = envFiles();
  const sayWhere = (done: boolean) => {
    if (done) return;
    const text = translate("Open a file, and put the cursor where the number belongs.");
    prompts.tell({ text });
  };
  return {
    addToEnv: (number) => addToEnv(number, { prompts, files }),
    insert: async (number) => sayWhere(await insertAtCursor(number)),
    insertSnippet: async (lease) => {
      const languageId = vscode.window.activeTextEditor?.document.languageId ?? null;
      const snippet = await chooseSnippet(lease, { languageId, prompts });
      if (snippet) sayWhere(await insertSnippet(snippet));
    },
  };
}

/** Writes the number where the cursors are. False where no text is being edited. */
async function insertAtCursor(number: E164): Promise<boolean> {
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
async function insertSnippet(snippet: FilledSnippet): Promise<boolean> {
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
