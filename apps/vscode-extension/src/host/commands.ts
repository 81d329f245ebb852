import { addAccountCommand } from "../commands/add-account.js";
import { checkAgainCommand } from "../commands/check-again.js";
import type { Command, CommandTools } from "../commands/command.js";
import { copyNumberCommand } from "../commands/copy-number.js";
import { leaseCommand } from "../commands/lease.js";
import { refreshCommand } from "../commands/refresh.js";
import { releaseCommand } from "../commands/release.js";
import { removeAccountCommand } from "../commands/remove-account.js";
import { type SearchCommandTools, searchCommand } from "../commands/search.js";
import { showDetailsCommand } from "../commands/show-details.js";
import { stopCheckingCommand } from "../commands/stop-checking.js";
import { trySandboxCommand } from "../commands/try-sandbox.js";
import { updateKeyCommand } from "../commands/update-key.js";
import type { AddAccountTools } from "../accounts/add-account.js";
import type { CommandId } from "./command-ids.js";

export interface AllTools
  extends CommandTools, SearchCommandTools, Pick<AddAccountTools, "connect" | "keyPlace"> {
  readonly startSandbox: () => Promise<unknown>;
  readonly copyText: (text: string) => void;
  readonly showPricing: () => void;
}

/** Keyed by every command, so that a missing or misspelt one does not compile. */
export function commandsOf(tools: AllTools): Record<CommandId, Command> {
  return {
    "leaseline.addAccount": addAccountCommand(tools),
    "leaseline.updateKey": updateKeyCommand(tools),
    "leaseline.removeAccount": removeAccountCommand(tools),
    "leaseline.trySandbox": trySandboxCommand(tools),
    "leaseline.search": searchCommand(tools),
    "leaseline.lease": leaseCommand(tools),
    "leaseline.release": releaseCommand(tools),
    "leaseline.checkAgain": checkAgainCommand(tools),
    "leaseline.stopChecking": stopCheckingCommand(tools),
    "leaseline.refresh": refreshCommand(tools),
    "leaseline.reloadWindow": async () => tools.actions.reloadWindow(),
    "leaseline.showPricing": async () => tools.showPricing(),
    "leaseline.copyNumber": copyNumberCommand(tools),
    "leaseline.showDetails": showDetailsCommand(tools),
    "leaseline.showLog": async () => tools.actions.showLog(),
  };
}
