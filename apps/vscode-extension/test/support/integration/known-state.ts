import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { openStates } from "@leaseline/core";
import { ledgerPlace } from "@leaseline/core/node";
import * as vscode from "vscode";
import { ledgerPath } from "./another-window.js";
import { listen, services, setSetting, theExtension } from "./extension.js";
import { sandboxControl } from "./sandbox-control.js";

/**
 * What every test begins from, whatever was before it: a sandbox as at its start, no account, an empty ledger, every
 * setting as at first, and nothing open in the editor. Throws where it does not come to that.
 */
export async function toKnownState(): Promise<void> {
  const { store, accounts, list } = await services();
  await listen();
  await sandboxControl.reset();
  await endOperations();
  for (const group of accounts.groups()) await (await group.connect()).client.close();
  for (const account of store.list()) await store.remove(account.id);
  for (const path of [await ledgerPath(), ledgerPlace().ledger]) emptyLedger(path);
  for (const name of settings()) await setSetting(name, undefined);
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
  await list.load();
  sandboxControl.forget();

  assert.equal(list.now.state, "no-account");
  assert.equal(await sandboxControl.writes(), 0);
  for (const id of ["contiguity", "sinch"] as const)
    assert.deepEqual(await sandboxControl.owned(id), []);
}

/** A sandbox that was reset knows of nothing; what is still in doubt comes to be known, or is given up. */
async function endOperations(): Promise<void> {
  const { accounts } = await services();
  for (const group of accounts.groups()) {
    const open = () => group.ledger.operations({ states: openStates });
    if ((await open()).length === 0) continue;
    const { client } = await group.connect();
    // Accounts that are added by their keys have the timing of real ones, which is not waited for.
    const patienceMs = group.accounts().every(({ sandbox }) => sandbox) ? 5000 : 500;
    const giveUpAt = Date.now() + patienceMs;
    client.reconcile().catch(() => {});
    while ((await open()).length > 0 && Date.now() < giveUpAt)
      await new Promise((resolve) => setTimeout(resolve, 50));
    for (const { id } of await open()) await client.abandon(id, { withoutKeys: true });
  }
}

/**
 * What stays is who has it open, the count of what was written, by which they hear that something was, and what people
 * were told of: files of a damaged ledger that nobody was told of would be read again.
 */
function emptyLedger(path: string): void {
  if (!existsSync(path)) return;
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => String(name))
      .filter((name) => !["counter", "sessions", "notices"].includes(name));
    database.exec(
      [
        "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE",
        ...tables.map((name) => `DELETE FROM "${name}"`),
        "UPDATE counter SET position = position + 1, month = '', rewoundAt = 0, caps = '[]'",
        "COMMIT",
      ].join(";\n"),
    );
  } finally {
    database.close();
  }
}

/** Every setting that the extension has. */
export function settings(): readonly string[] {
  const { contributes } = theExtension().packageJSON as {
    contributes: { configuration: { properties: object } | readonly { properties: object }[] };
  };
  return [contributes.configuration]
    .flat()
    .flatMap(({ properties }) => Object.keys(properties))
    .map((name) => name.replace("leaseline.", ""));
}
