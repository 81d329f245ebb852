import { strict as assert } from "node:assert";
import { openStates } from "@leaseline/core";
import * as vscode from "vscode";
import type { TestingApi } from "../../../src/extension.js";
import type { CommandId } from "../../../src/host/command-ids.js";
import type { StoredAccount } from "../../../src/accounts/account.js";
import type { Workbench } from "../../../src/host/workbench.js";
import { sandboxControl } from "./sandbox-control.js";
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

/** As if nothing had ever been read of the account. */
export async function forgetLists(account: StoredAccount): Promise<void> {
  const { ledger } = (await services()).accounts.groupOf(account);
  for (const list of await ledger.lists())
    if (list.account === account.id) await ledger.forget(list);
}

/** A person who is told things without having run a command. */
export async function listen(): Promise<ScriptedPrompts> {
  const prompts = scriptedPrompts();
  (await testing()).usePrompts(prompts);
  return prompts;
}

export async function folders(): Promise<TestingApi["folders"]> {
  return (await testing()).folders;
}

/** The editor and the ledger tell of things in their own time. */
export async function until(what: string, done: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`it did not come to that: ${what}`);
}

/** Runs a command, and answers what it asks with the script; every answer has to be asked for. */
export async function runCommand(
  id: CommandId | { readonly id: CommandId; readonly on: unknown },
  ...script: readonly Act[]
): Promise<ScriptedPrompts> {
  const prompts = scriptedPrompts(...script);
  (await testing()).usePrompts(prompts);
  if (typeof id === "string") await vscode.commands.executeCommand(id);
  else await vscode.commands.executeCommand(id.id, id.on);
  prompts.check();
  return prompts;
}

/** Both accounts at a sandbox that is as at its start, and nothing else. */
export async function startAfresh(): Promise<void> {
  await sandboxControl.reset();
  await settleAll();
  await forgetAccounts();
  await runCommand("leaseline.trySandbox");
}

/** A sandbox that was reset knows of nothing; what is still in doubt comes to be known, or is given up. */
async function settleAll(): Promise<void> {
  const { accounts, store } = await services();
  if (store.list().length === 0) return;
  await listen();
  // Accounts that are added by their keys have the timing of real ones, which is not waited for.
  for (const group of accounts.groups()) {
    const { client } = await group.connect();
    const open = () => client.operations({ states: openStates });
    const giveUpAfter =
      Date.now() + (group.accounts().every(({ sandbox }) => sandbox) ? 5000 : 500);
    client.reconcile().catch(() => {});
    while ((await open()).length > 0 && Date.now() < giveUpAfter)
      await new Promise((resolve) => setTimeout(resolve, 50));
    for (const { id } of await open()) await client.abandon(id);
  }
}

async function forgetAccounts(): Promise<void> {
  const { store } = await services();
  for (const account of store.list()) {
    await forgetLists(account);
    await store.remove(account.id);
  }
}

/** Without any account, and with every setting as at first. */
export async function startWithoutAccount(): Promise<void> {
  await sandboxControl.reset();
  await settleAll();
  await forgetAccounts();
  for (const name of [
    "contiguity.baseUrl",
    "sinch.baseUrl",
    "sinch.authUrl",
    "spending.monthlyCaps",
    "spending.perLeaseCaps",
  ]) {
    await setSetting(name, undefined);
  }
  const { list } = await services();
  await list.load();
}

export async function setSetting(name: string, value: unknown): Promise<void> {
  const settings = vscode.workspace.getConfiguration("leaseline");
  await settings.update(name, value, vscode.ConfigurationTarget.Global);
}

async function testing(): Promise<TestingApi> {
  const api = await theExtension().activate();
  assert.ok(api, "the extension does not know that it is tested");
  return api;
}
