import type { E164, Lease } from "@leaseline/core";
import { translate } from "../words/translate.js";
import type { Command } from "./command.js";
import { type PickLeaseTools, pickLease } from "./pick-lease.js";

/** What is done with a number once it is leased. */
export interface Use {
  readonly addToEnv: (number: E164) => Promise<unknown>;
  readonly insert: (number: E164) => Promise<unknown>;
  readonly insertSnippet: (
    lease: Pick<Lease, "number" | "provider" | "features">,
  ) => Promise<unknown>;
}

export type UseCommandTools = PickLeaseTools & {
  /** Loaded when it is first used. */
  readonly use: () => Promise<Use>;
};

export function addToEnvCommand(tools: UseCommandTools): Command {
  return async (selected) => {
    const lease = await pickLease(selected, translate("Add to .env"), tools);
    if (lease) await (await tools.use()).addToEnv(lease.number);
  };
}

export function insertNumberCommand(tools: UseCommandTools): Command {
  return async (selected) => {
    const lease = await pickLease(selected, translate("Insert a Number"), tools);
    if (lease) await (await tools.use()).insert(lease.number);
  };
}

export function insertSnippetCommand(tools: UseCommandTools): Command {
  return async (selected) => {
    const title = translate("Insert Code That Sends a Text");
    const lease = await pickLease(selected, title, tools);
    if (lease) await (await tools.use()).insertSnippet(lease);
  };
}
