import * as vscode from "vscode";
import { type E164, toE164 } from "@leaseline/core";
import { addAccount } from "../accounts/add-account.js";
import { pickAccount } from "../accounts/pick-account.js";
import { removeAccount } from "../accounts/remove-account.js";
import { trySandbox } from "../accounts/try-sandbox.js";
import { leaseNumber } from "../lease/lease-number.js";
import { internationalNumber } from "../words/lease-words.js";
import { checkAgain } from "../operations/check-again.js";
import { pickOperation } from "../operations/pick-operation.js";
import { stopChecking } from "../operations/stop-checking.js";
import type { Prompts } from "../prompts/prompts.js";
import { releaseNumber } from "../release/release-number.js";
import { searchNumbers } from "../search/search-numbers.js";
import { asWritten } from "./as-written.js";
import type { Command, CommandId } from "./command-ids.js";
import { showDetails } from "./details.js";
import { askForNumber, pickLease } from "./pick-lease.js";
import type { Services } from "./services.js";

/** Keyed by every command, so that a missing or misspelt one does not compile. */
export function commandsOf(
  services: Services,
  prompts: Prompts,
  showPricing: () => void,
): Record<CommandId, Command> {
  const { store, accounts, list, followUp, sandbox, log, actions, locale } = services;
  const { ledger } = accounts;
  const tools = async () => ({
    prompts,
    list,
    followUp,
    limits: services.limits(),
    actions,
    locale,
    client: (await accounts.connect()).client,
  });
  const accountsChanged = async () => {
    accounts.changed();
    await list.load();
    // What could not be asked about before may be answered now.
    followUp.resume().catch((error: unknown) => log.error("Following up", error));
  };
  const lease = async (offer: { readonly account: string; readonly number: E164 }) => {
    const account = accounts.find(offer.account);
    return account ? leaseNumber(account, offer.number, await tools()) : null;
  };

  return {
    "leaseline.addAccount": async () => {
      const retry = actions.addAccount;
      const added = await addAccount({
        prompts,
        store,
        connect: services.connect,
        newId: () => crypto.randomUUID(),
        retry,
      });
      if (added) await accountsChanged();
    },
    "leaseline.removeAccount": async (selected) => {
      const account =
        accountOfRow(selected, services) ??
        (await askForAccount("Remove Account", services, prompts));
      if (account && (await removeAccount(account, { prompts, store, ledger })))
        await accountsChanged();
    },
    "leaseline.trySandbox": async () => {
      await prompts.progress("Starting the sandbox…", () => trySandbox(store, sandbox.connection));
      await accountsChanged();
      prompts.tell({
        severity: "information",
        text: "The sandbox is ready: two accounts with numbers to search, lease and release. Nothing there is real or costs money.",
        actions: [{ label: "Search Numbers", run: actions.search }],
      });
    },
    "leaseline.search": async (selected) => {
      if (!(await hasAccount(services, prompts))) return;
      const only = accountOfRow(selected, services);
      const { client } = await accounts.connect();
      services.lastSearch.clear();
      const offer = await searchNumbers({
        prompts,
        client,
        accounts: only ? [only] : store.list(),
        recentCountries: services.recentCountries.get(),
        found: services.found,
        chosenCountry: (country) => {
          services.recentCountries.use(country);
          // What was found before going back is not part of this search.
          services.lastSearch.clear();
        },
        locale,
      });
      if (offer) await lease(offer);
    },
    "leaseline.lease": async (selected) => {
      if (!(await hasAccount(services, prompts))) return;
      const wanted = wantedNumber(selected, services) ?? (await askForNumber(prompts, services));
      if (wanted) await lease(wanted);
    },
    "leaseline.release": async (selected) => {
      const chosen = await pickLease(selected, "Release a Number", prompts, services);
      if (chosen) await releaseNumber(chosen, await tools());
    },
    "leaseline.checkAgain": async (selected) => {
      const operation = await pickOperation(selected, "Check Again", { prompts, list });
      if (operation) await checkAgain(operation, { prompts, list, followUp, actions });
    },
    "leaseline.stopChecking": async (selected) => {
      const operation = await pickOperation(selected, "Stop Checking", { prompts, list });
      if (operation) await stopChecking(operation, { prompts, accounts, list });
    },
    "leaseline.refresh": () => list.load(),
    "leaseline.showPricing": async () => showPricing(),
    "leaseline.copyNumber": async (selected) => {
      const chosen = await pickLease(selected, "Copy a Number", prompts, services);
      if (!chosen) return;
      await vscode.env.clipboard.writeText(chosen.number);
      void vscode.window.setStatusBarMessage(
        asWritten(`Copied ${internationalNumber(chosen.number)}`),
        3000,
      );
    },
    "leaseline.showDetails": async (selected) => {
      const chosen = await pickLease(selected, "Show Details", prompts, services);
      if (chosen) await showDetails(chosen, services);
    },
    "leaseline.showLog": async () => log.show(),
  };
}

async function hasAccount({ store, actions }: Services, prompts: Prompts): Promise<boolean> {
  if (store.list().length > 0) return true;
  prompts.tell({
    severity: "information",
    text: "There is no account yet to search and lease numbers with.",
    actions: [
      { label: "Add Account", run: actions.addAccount },
      {
        label: "Try the Sandbox",
        run: () => void vscode.commands.executeCommand("leaseline.trySandbox" satisfies CommandId),
      },
    ],
  });
  return false;
}

async function askForAccount(title: string, { store }: Services, prompts: Prompts) {
  if (store.list().length === 0) {
    prompts.tell({ severity: "information", text: "There is no account.", actions: [] });
    return null;
  }
  const answer = await pickAccount(store.list(), prompts, title);
  return answer.kind === "answered" ? answer.value : null;
}

function accountOfRow(selected: unknown, { accounts }: Services) {
  if (
    typeof selected !== "object" ||
    selected === null ||
    !("kind" in selected) ||
    selected.kind !== "account"
  )
    return null;
  return "id" in selected ? accounts.find(String(selected.id)) : null;
}

/** The number that a caller names, in an account that is there. */
function wantedNumber(selected: unknown, { accounts }: Services) {
  if (
    typeof selected !== "object" ||
    selected === null ||
    !("account" in selected) ||
    !("number" in selected)
  )
    return null;
  const number = toE164(String(selected.number));
  const account = accounts.find(String(selected.account));
  return number && account ? { account: account.id, number } : null;
}
