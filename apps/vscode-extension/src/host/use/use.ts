import * as vscode from "vscode";
import type { Use } from "../../commands/use-number.js";
import type { Prompts } from "../../prompts/prompts.js";
import { addToEnv } from "../../use/add-to-env.js";
import { chooseSnippet } from "../../use/snippets.js";
import { translate } from "../../words/translate.js";
import { envFiles } from "./env-files.js";
import { insertAtCursor, insertSnippet } from "./insert.js";

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
