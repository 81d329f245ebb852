import { trySandboxCommand } from "../commands/try-sandbox.js";
import { showDetailsCommand } from "../commands/show-details.js";
import { stopCheckingCommand } from "../commands/stop-checking.js";
import { checkAgainCommand } from "../commands/check-again.js";
import { addAccountCommand } from "../commands/add-account.js";
import type { Command } from "../commands/command.js";
import { checkAccountCommand } from "../commands/check-account.js";
import { productionCommand, renameAccountCommand } from "../commands/edit-account.js";
import { groupByCommand } from "../commands/group-by.js";
import { labelCommand } from "../commands/label.js";
import { protectCommand } from "../commands/protect.js";
import { releaseCommand } from "../commands/release.js";
import { removeAccountCommand } from "../commands/remove-account.js";
import { setDefaultCommand } from "../commands/set-default.js";
import { updateKeyCommand } from "../commands/update-key.js";
import { useOwnLedgerCommand, useSharedLedgerCommand } from "../commands/use-ledger.js";
import {
  addToEnvCommand,
  insertNumberCommand,
  insertSnippetCommand,
} from "../commands/use-number.js";
import type { AllTools } from "./all-tools.js";

/** What is needed seldom enough to be loaded when it is: a file of its own. */
export function laterCommandsOf(tools: AllTools) {
  return {
    "leaseline.addAccount": addAccountCommand(tools),
    "leaseline.updateKey": updateKeyCommand(tools),
    "leaseline.removeAccount": removeAccountCommand(tools),
    "leaseline.release": releaseCommand(tools),
    "leaseline.label": labelCommand(tools),
    "leaseline.protect": protectCommand(true, tools),
    "leaseline.unprotect": protectCommand(false, tools),
    "leaseline.checkAgain": checkAgainCommand(tools),
    "leaseline.stopChecking": stopCheckingCommand(tools),
    "leaseline.showDetails": showDetailsCommand(tools),
    "leaseline.trySandbox": trySandboxCommand(tools),
    "leaseline.addToEnv": addToEnvCommand(tools),
    "leaseline.insertNumber": insertNumberCommand(tools),
    "leaseline.insertSnippet": insertSnippetCommand(tools),
    "leaseline.setDefault": setDefaultCommand(tools),
    "leaseline.groupBy": groupByCommand(tools),
    "leaseline.renameAccount": renameAccountCommand(tools),
    "leaseline.production": productionCommand(tools),
    "leaseline.checkAccount": checkAccountCommand(tools),
    "leaseline.useSharedLedger": useSharedLedgerCommand(tools),
    "leaseline.useOwnLedger": useOwnLedgerCommand(tools),
  } satisfies Record<string, Command>;
}

export type LaterCommandId = keyof ReturnType<typeof laterCommandsOf>;
