import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import type { TestingApi } from "../src/extension.js";
import type { CommandId } from "../src/host/command-ids.js";
import type { Services } from "../src/host/services.js";
import { sandboxControl } from "./sandbox-control.js";
import { type Act, type ScriptedPrompts, scriptedPrompts } from "./scripted-prompts.js";

export function theExtension(): vscode.Extension<TestingApi | undefined> {
  const extension = vscode.extensions.getExtension<TestingApi | undefined>("leaseline.leaseline");
  assert.ok(extension, "the extension is not installed");
  return extension;
}

/** The extension's own services, in the extension host that the suite runs in. */
export async function services(): Promise<Services> {
  return (await (await testing()).workbench()).services;
}

/** Runs a command, and answers what it asks with the script; every answer has to be asked for. */
export async function runCommand(
  id: CommandId,
  ...script: readonly Act[]
): Promise<ScriptedPrompts> {
  const prompts = scriptedPrompts(...script);
  (await testing()).usePrompts(prompts);
  await vscode.commands.executeCommand(id);
  prompts.check();
  return prompts;
}

/** Both accounts at a sandbox that is as at its start, and nothing else. */
export async function startAfresh(): Promise<void> {
  await sandboxControl.reset();
  const { store, accounts } = await services();
  for (const { id } of store.list()) await store.remove(id);
  accounts.changed();
  await runCommand("leaseline.trySandbox");
}

/** Without any account, and with every setting as at first. */
export async function startWithoutAccount(): Promise<void> {
  await sandboxControl.reset();
  const { store, accounts, list } = await services();
  for (const { id } of store.list()) await store.remove(id);
  for (const name of ["contiguity.baseUrl", "sinch.baseUrl", "sinch.authUrl"]) {
    await setSetting(name, undefined);
  }
  accounts.changed();
  await list.load();
}

export async function setSetting(name: string, value: string | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration("leaseline");
  await settings.update(name, value, vscode.ConfigurationTarget.Global);
}

async function testing(): Promise<TestingApi> {
  const api = await theExtension().activate();
  assert.ok(api, "the extension does not know that it is tested");
  return api;
}
