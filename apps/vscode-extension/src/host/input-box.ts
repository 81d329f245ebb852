import * as vscode from "vscode";
import { asWrapped, asWritten } from "./as-written.js";
import type { Answer, TypeQuestion } from "../prompts/prompts.js";

/** Asks for text. What is wrong with it is said when Enter is pressed, and then as it is typed. */
export function typeText({
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
