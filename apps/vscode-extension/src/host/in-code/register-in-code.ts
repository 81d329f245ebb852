import * as vscode from "vscode";
import { maxBytes, schemes, syntaxOf } from "../../in-code/syntaxes.js";
import { doneOnce } from "../done-once.js";
import type { Workbench } from "../workbench.js";
import { inCodeSelector, isInCodeOn } from "./switch.js";

const number = /\+[1-9][0-9]{6,14}/;
const likeSender = /(from|sender|originator|caller)[\w.-]*["'`\]]*\s*[:=>]|\+[0-9]*$/i;

/**
 * Loads what is told of numbers in code, once there is something to tell: a file has a number in it, or one is
 * being typed. Until then nothing is loaded, and nothing at all without an account or in a folder that is not trusted.
 */
export function registerInCode(
  workbench: () => Promise<Workbench>,
  hasAccounts: () => boolean,
): vscode.Disposable {
  let isLoaded = false;
  const load = doneOnce(async () => {
    const inCode = await (await workbench()).inCode();
    isLoaded = true;
    return inCode;
  });
  const mayLoad = () => !isLoaded && isInCodeOn() && hasAccounts();

  const look = (document: vscode.TextDocument) => {
    if (!mayLoad() || !isLookedInto(document)) return;
    const text = document.getText();
    if (text.length <= maxBytes && number.test(text)) void load();
  };
  const lookAtAll = () => vscode.workspace.textDocuments.forEach(look);
  lookAtAll();

  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!mayLoad() || !isLookedInto(document)) return;
      const lines = contentChanges.map(({ range }) => document.lineAt(range.start.line).text);
      if ([...lines, ...contentChanges.map(({ text }) => text)].some((text) => number.test(text)))
        void load();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(lookAtAll),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("leaseline.inCode")) lookAtAll();
    }),
    // The first account may come after the files.
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor) look(editor.document);
    }),
    vscode.languages.registerCompletionItemProvider(
      inCodeSelector,
      {
        provideCompletionItems: async (document, position, _token, { triggerKind }) => {
          const asked = triggerKind === vscode.CompletionTriggerKind.Invoke;
          const before = document.lineAt(position).text.slice(0, position.character);
          if (!isInCodeOn() || !hasAccounts()) return undefined;
          if (!asked && !likeSender.test(before)) return undefined;
          return (await load()).complete(document, position, asked);
        },
      },
      '"',
      "'",
      "`",
      "+",
      "=",
    ),
  );
}

function isLookedInto({ uri, languageId }: vscode.TextDocument): boolean {
  return schemes.includes(uri.scheme) && syntaxOf({ path: uri.path, languageId }) !== null;
}
