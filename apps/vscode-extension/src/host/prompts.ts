import * as vscode from "vscode";
import type { Prompts, Answer, TypeQuestion } from "../prompts/prompts.js";
import { readFirst } from "../prompts/read-first.js";
import { asWrapped, asWritten } from "./as-written.js";
import { pick, pickMany } from "./quick-pick.js";

/** The prompts as VS Code shows them. */
export function editorPrompts(viewId: string): Prompts {
  return {
    pick,
    pickMany,
    type: typeText,
    confirm: readFirst(async ({ title, detail, yes }, isAgain) => {
      const button = asWritten(yes);
      const tooSoon = translate(
        "Asked again: the answer came before this could have been read. A yes counts after three seconds now.",
      );
      const lines = isAgain ? [tooSoon, "", ...detail] : detail;
      const answer = await vscode.window.showWarningMessage(
        asWrapped(title),
        { modal: true, detail: lines.map(asWrapped).join("\n") },
        button,
      );
      return answer === button;
    }),
    tell: ({ severity = "information", text, actions = [] }) => {
      const show = {
        information: vscode.window.showInformationMessage,
        warning: vscode.window.showWarningMessage,
        error: vscode.window.showErrorMessage,
      }[severity];
      const labels = actions.map(({ label }) => label);
      void show(asWrapped(text), ...labels).then((label) =>
        actions.find((action) => action.label === label)?.run(),
      );
    },
    waiting: (title, done) =>
      void vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: asWrapped(title) },
        () => done,
      ),
    progress: (title, work) =>
      // In the view for what is seen there, and in words for whoever looks elsewhere.
      vscode.window.withProgress({ location: { viewId } }, () =>
        vscode.window.withProgress(
          { location: vscode.ProgressLocation.Window, title: asWrapped(title) },
          work,
        ),
      ) as Promise<Awaited<ReturnType<typeof work>>>,
  };
}

/** By the editor itself: what translates everything else is loaded after this. */
const translate = (text: string) => vscode.l10n.t(text);

/** Asks for text. What is wrong with it is said when Enter is pressed, and then as it is typed. */
function typeText({
  title,
  prompt,
  placeholder,
  value = "",
  canGoBack,
  masked = false,
  check,
}: TypeQuestion): Promise<Answer<string>> {
  const box = vscode.window.createInputBox();
  box.title = asWritten(title);
  box.prompt = asWrapped(prompt);
  box.placeholder = placeholder && asWritten(placeholder);
  box.value = value;
  box.password = masked;
  box.ignoreFocusOut = true;
  if (canGoBack) box.buttons = [vscode.QuickInputButtons.Back];

  return new Promise<Answer<string>>((resolve) => {
    let answer: Answer<string> = { kind: "cancelled" };
    const end = (given: Answer<string>) => {
      answer = given;
      box.hide();
    };
    const say = (problem: string | null) => {
      box.validationMessage = problem === null ? undefined : asWrapped(problem);
    };
    box.onDidTriggerButton(() => end({ kind: "back" }));
    box.onDidChangeValue((typed) => {
      if (box.validationMessage) say(check(typed));
    });
    box.onDidAccept(() => {
      const problem = check(box.value);
      if (problem === null) end({ kind: "answered", value: box.value });
      else say(problem);
    });
    box.onDidHide(() => {
      box.dispose();
      resolve(answer);
    });
    box.show();
  });
}
