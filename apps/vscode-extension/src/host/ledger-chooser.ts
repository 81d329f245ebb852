import { existsSync } from "node:fs";
import type { LeftBehind } from "@leaseline/core";
import {
  keepLedgerChoice,
  ledgerAddress,
  ledgerPlace,
  sqliteStore,
  leftBehind,
  nothingLeftBehind,
} from "@leaseline/core/node";
import * as vscode from "vscode";
import type { LedgerChooser } from "../ledger/choose-ledger.js";
import type { Prompts } from "../prompts/prompts.js";
import type { LedgerChoice } from "./ledgers.js";

/** Of which addresses the password is in secret storage; asked for only then, as that may be locked. */
const secretsKey = "leaseline.ledgerSecrets";

type Context = Pick<vscode.ExtensionContext, "globalState" | "secrets">;

/** What was chosen: `leaseline.ledger`, which no workspace can set. */
export function ledgerChoice({ globalState, secrets }: Context): LedgerChoice {
  return {
    address: chosenAddress,
    password: async (address) =>
      withSecret(globalState).includes(address)
        ? ((await secrets.get(secretOf(address))) ?? null)
        : null,
  };
}

export function ledgerChooser({ globalState, secrets }: Context, prompts: Prompts): LedgerChooser {
  return {
    prompts,
    address: chosenAddress,
    takeApart: ledgerAddress,
    tryOut: async (address, password) => {
      const { postgresLedger } = await import("./shared-ledger.js");
      const ledger = postgresLedger({ connection: address, password: password ?? undefined });
      try {
        await ledger.status();
      } finally {
        await ledger.close();
      }
    },
    leftHere,
    choose: async (shared) => {
      const { folder } = ledgerPlace();
      if (shared && shared.password !== null) {
        await secrets.store(secretOf(shared.address), shared.password);
        const others = withSecret(globalState).filter((address) => address !== shared.address);
        await globalState.update(secretsKey, [...others, shared.address]);
      }
      keepLedgerChoice(folder, shared && { address: shared.address, isInKeychain: false });
      await vscode.workspace
        .getConfiguration("leaseline")
        .update("ledger", shared?.address, vscode.ConfigurationTarget.Global);
    },
    reload: () => void vscode.commands.executeCommand("workbench.action.reloadWindow"),
  };
}

async function leftHere(address: string | null): Promise<LeftBehind> {
  const path = ledgerPlace().ledger;
  // Not made by looking at it.
  if (!existsSync(path)) return nothingLeftBehind;
  const own = sqliteStore(() => path);
  try {
    return await leftBehind(own, address);
  } finally {
    await own.close();
  }
}

function chosenAddress(): string {
  return vscode.workspace.getConfiguration("leaseline").get<string>("ledger", "");
}

function secretOf(address: string): string {
  return `leaseline.ledger ${address}`;
}

function withSecret(state: Pick<vscode.Memento, "get">): readonly string[] {
  const kept: unknown = state.get(secretsKey, []);
  return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
}
