import type { CommandUnknownOpts, Help } from "@commander-js/extra-typings";
import { exitCodeWords } from "../exit-codes.js";
import { providerNames } from "./provider-names.js";

type Item = readonly [term: string, description: string];

/** What the environment says, beside the keys. */
export const variables: readonly Item[] = [
  [
    "LEASELINE_HOME",
    "the state folder: the whole path of where ledger, caps and names of accounts are",
  ],
  ["LEASELINE_LEDGER", "a ledger that machines share: postgres://user@host/database"],
  ["LEASELINE_LEDGER_PASSWORD", "its password; PGPASSWORD and .pgpass are looked at after it"],
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
    "the sandbox, on this machine: nothing else is reached, and it has a ledger of its own",
  ],
  ["HTTPS_PROXY, NO_PROXY", "the proxy that requests go through, and what is reached without it"],
  [
    "HTTP_PROXY",
    "the same for http, which is taken for this machine only: that is reached without a proxy",
  ],
  ["NODE_EXTRA_CA_CERTS", "a file of certificates to trust beside the system's own"],
  ["NO_COLOR", "no colours on a terminal, either"],
];

/** What stands below the list of commands. */
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
