import type { CommandUnknownOpts, Help } from "@commander-js/extra-typings";
import { exitCodeWords } from "../exit-codes.js";
import { providerNames } from "./provider-names.js";

type Item = readonly [term: string, description: string];

/** The environment variables, besides the keys. */
export const variables: readonly Item[] = [
  ["LEASELINE_HOME", "the state folder, as an absolute path: ledger, caps and names of accounts"],
  ["LEASELINE_LEDGER", "the address of a shared ledger: postgres://user@host/database"],
  [
    "LEASELINE_LEDGER_PASSWORD",
    "its password; else the address's, the keychain's, PGPASSWORD, then .pgpass",
  ],
  ...providerNames
    .flatMap(({ addresses }) => addresses)
    .map(({ words, variable }, index): Item => [
      variable,
      index === 0
        ? `another address for ${words}: https, or http on this machine`
        : `the same for ${words}`,
    ]),
  [
    "LEASELINE_SANDBOX_URL",
    "the sandbox on this machine: nothing else is reached, and the ledger is a separate one",
  ],
  ["HTTPS_PROXY, NO_PROXY", "the proxy for requests, and the hosts that are reached directly"],
  ["HTTP_PROXY", "no effect: http is allowed only for this machine, which is reached directly"],
  ["NODE_EXTRA_CA_CERTS", "a file of additional certificates to trust"],
  ["NO_COLOR", "disables colours on a terminal"],
];

/** The text below the list of commands. */
export function helpAfter(command: CommandUnknownOpts): string {
  const helper = command.createHelp();
  helper.prepareContext({ helpWidth: command.configureOutput().getOutHelpWidth?.() ?? 80 });
  const wrap = (text: string) => helper.boxWrap(text, helper.helpWidth ?? 80);
  const codes = Object.entries(exitCodeWords);
  const keys = providerNames.map((one) => one.keys.join(", ")).join("; ");
  const accounts = providerNames.map(({ id }) => `"${id}"`).join(" and ");
  return [
    "",
    wrap(
      `Keys come from the environment (${keys}), as the accounts ${accounts}, or from this machine's keychain (leaseline accounts add).`,
    ),
    "",
    ...list("Environment:", variables, helper),
    ...list("Exit codes:", codes, helper),
    wrap(
      "Completion: leaseline complete bash, zsh, fish or powershell prints a script for the shell.",
    ),
  ].join("\n");
}

function list(heading: string, items: readonly Item[], helper: Help): readonly string[] {
  const width = Math.max(...items.map(([term]) => term.length));
  return helper.formatItemList(
    heading,
    items.map(([term, description]) => helper.formatItem(term, width, description, helper)),
    helper,
  );
}
