import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import type { TestingApi } from "../../../src/extension.js";
import type { CommandId } from "../../../src/host/command-ids.js";
import type { StoredAccount } from "../../../src/accounts/account.js";
import type { Prompts } from "../../../src/prompts/prompts.js";
import type { Workbench } from "../../../src/host/workbench.js";
import { type Act, type ScriptedPrompts, scriptedPrompts } from "./scripted-prompts.js";

export function theExtension(): vscode.Extension<TestingApi | undefined> {
  const extension = vscode.extensions.getExtension<TestingApi | undefined>("leaseline.leaseline");
  assert.ok(extension, "the extension is not installed");
  return extension;
}

/** The extension's own parts, in the extension host that the suite runs in. */
export async function services(): Promise<Workbench> {
  return (await testing()).workbench();
}

/** The same anew, as the window has them after it was reloaded. They are the caller's to close. */
export async function reloaded(): Promise<Workbench> {
  return (await testing()).reloaded();
}

/** Runs a command of theirs, as {@link runCommand} does. */
export async function runIn(
  { commands }: Workbench,
  id: CommandId,
  ...script: readonly Act[]
): Promise<ScriptedPrompts> {
  const prompts = await useScript(...script);
  await commands[id](undefined);
  prompts.check();
  return prompts;
}

/** As if nothing had ever been read of the account. */
export async function forgetLists(account: StoredAccount): Promise<void> {
  const { ledger } = (await services()).accounts.groupOf(account);
  for (const list of await ledger.lists())
    if (list.account === account.id) await ledger.forget(list);
}

/** A person who is told things without having run a command. */
export function listen(): Promise<ScriptedPrompts> {
  return useScript();
}

/** A person who is asked without having run a command, and answers by the script. */
export async function useScript(...script: readonly Act[]): Promise<ScriptedPrompts> {
  const prompts = scriptedPrompts(...script);
  (await testing()).usePrompts(prompts);
  return prompts;
}

/** A person who answers each question as it comes. */
export async function asPerson(prompts: Prompts): Promise<void> {
  (await testing()).usePrompts(prompts);
}

/** The editor's own, as another window writes into it. */
export async function secretStorage(): Promise<TestingApi["secrets"]> {
  return (await testing()).secrets;
}

/** Opens a link from outside, and answers what it asks. */
export async function openLink(
  uri: vscode.Uri,
  ...script: readonly Act[]
): Promise<ScriptedPrompts> {
  const prompts = await useScript(...script);
  await (await testing()).openLink(uri);
  prompts.check();
  return prompts;
}

export async function folders(): Promise<TestingApi["folders"]> {
  return (await testing()).folders;
}

/** The editor and the ledger tell of things in their own time. */
export async function until(what: string, done: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`it did not come to that: ${what}`);
}

/** Shows a new file that is nowhere on the disk. */
export async function showText(content: string, language: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  if (document.getText() !== content) {
    // One that was closed just now was called the same, and what had been typed into that is kept for a moment.
    const edit = new vscode.WorkspaceEdit();
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(document.uri, document.validateRange(all), content);
    await vscode.workspace.applyEdit(edit);
  }
  assert.equal(document.getText(), content);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Runs a command, and answers what it asks with the script; every answer has to be asked for. */
export async function runCommand(
  id:
    | CommandId
    | { readonly id: CommandId; readonly on: unknown; readonly rows?: readonly unknown[] },
  ...script: readonly Act[]
): Promise<ScriptedPrompts> {
  const prompts = scriptedPrompts(...script);
  (await testing()).usePrompts(prompts);
  if (typeof id === "string") await vscode.commands.executeCommand(id);
  else await vscode.commands.executeCommand(id.id, id.on, id.rows);
  prompts.check();
  return prompts;
}

/** Both accounts at the sandbox, and nothing else: every test begins without one, see known-state.ts. */
export async function startAfresh(): Promise<void> {
  await runCommand("leaseline.trySandbox");
}

export async function setSetting(name: string, value: unknown): Promise<void> {
  const settings = vscode.workspace.getConfiguration("leaseline");
  await settings.update(name, value, vscode.ConfigurationTarget.Global);
}

export async function testing(): Promise<TestingApi> {
  const api = await theExtension().activate();
  assert.ok(api, "the extension does not know that it is tested");
  return api;
}
