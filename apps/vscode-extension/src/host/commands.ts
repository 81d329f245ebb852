import type { Command } from "../commands/command.js";
import { copyNumberCommand } from "../commands/copy-number.js";
import { refreshCommand } from "../commands/refresh.js";
import { selectedMore } from "../commands/selected.js";
import type { AllTools } from "./all-tools.js";
import type { CommandId } from "./command-ids.js";
import { doneOnce } from "./done-once.js";
import type { LaterCommandId } from "./later-commands.js";
import type { SearchCommandId } from "./search-commands.js";

/** Keyed by every command, so that a missing or misspelt one does not compile. */
export function commandsOf(tools: AllTools): Record<CommandId, Command> {
  const later =
    (id: LaterCommandId): Command =>
    async (...given) => {
      const { laterCommandsOf } = await import("./later-commands.js");
      return laterCommandsOf(tools)[id](...given);
    };
  const ofSearch = doneOnce(async () =>
    (await import("./search-commands.js")).searchCommandsOf(tools),
  );
  const searching =
    (id: SearchCommandId): Command =>
    async (...given) =>
      (await ofSearch())[id](...given);
  return {
    "leaseline.addAccount": later("leaseline.addAccount"),
    "leaseline.updateKey": later("leaseline.updateKey"),
    "leaseline.removeAccount": later("leaseline.removeAccount"),
    "leaseline.trySandbox": later("leaseline.trySandbox"),
    "leaseline.search": searching("leaseline.search"),
    "leaseline.repeatSearch": searching("leaseline.repeatSearch"),
    "leaseline.lease": searching("leaseline.lease"),
    "leaseline.release": later("leaseline.release"),
    "leaseline.label": later("leaseline.label"),
    "leaseline.protect": later("leaseline.protect"),
    "leaseline.unprotect": later("leaseline.unprotect"),
    "leaseline.renameAccount": later("leaseline.renameAccount"),
    "leaseline.production": later("leaseline.production"),
    "leaseline.checkAccount": later("leaseline.checkAccount"),
    "leaseline.setDefault": later("leaseline.setDefault"),
    "leaseline.groupBy": later("leaseline.groupBy"),
    "leaseline.showMore": async (selected) => tools.choices.showMore(selectedMore(selected) ?? ""),
    "leaseline.checkAgain": later("leaseline.checkAgain"),
    "leaseline.stopChecking": later("leaseline.stopChecking"),
    "leaseline.refresh": refreshCommand(tools),
    "leaseline.reloadWindow": async () => tools.actions.reloadWindow(),
    "leaseline.showPricing": async () => tools.showPricing(),
    "leaseline.copyNumber": copyNumberCommand(tools),
    "leaseline.addToEnv": later("leaseline.addToEnv"),
    "leaseline.insertNumber": later("leaseline.insertNumber"),
    "leaseline.insertSnippet": later("leaseline.insertSnippet"),
    "leaseline.showDetails": later("leaseline.showDetails"),
    "leaseline.useSharedLedger": later("leaseline.useSharedLedger"),
    "leaseline.useOwnLedger": later("leaseline.useOwnLedger"),
    "leaseline.showLog": async () => tools.actions.showLog(),
  };
}
