import type { Lease } from "@leaseline/core";
import { clientHere } from "../accounts/account-here.js";
import { numberCount } from "../words/count-words.js";
import { internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import { notDone } from "../words/whole-notice.js";
import type { Command, CommandTools } from "./command.js";
import { pickLeases } from "./pick-lease.js";

type Tools = Pick<CommandTools, "prompts" | "accounts" | "list" | "locale">;

/** Protects numbers from being released, or takes that away: neither costs or releases anything. */
export function protectCommand(isProtected: boolean, tools: Tools): Command {
  const { prompts, list } = tools;
  return async (selected, rows = []) => {
    const title = isProtected
      ? translate("Protect a Number")
      : translate("Take a Number's Protection Away");
    const leases = await pickLeases(selected, rows, title, tools);
    const done: Lease[] = [];
    for (const lease of leases) if (await set(lease, isProtected, tools)) done.push(lease);
    await list.look();
    const [first] = done;
    if (!first) return;
    const named = done.length === 1 ? internationalNumber(first.number) : numberCount(done.length);
    const text = isProtected
      ? translate(
          "Protected: {0}. No window and no program that uses this ledger releases it.",
          named,
        )
      : translate("Not protected any more: {0}.", named);
    prompts.tell({ text });
  };
}

async function set(lease: Lease, isProtected: boolean, { prompts, accounts }: Tools) {
  try {
    await (await clientHere(accounts, lease.account)).update(lease, { isProtected });
    return true;
  } catch (error) {
    const shown = internationalNumber(lease.number);
    const what = isProtected
      ? translate("{0} was not protected.", shown)
      : translate("The protection of {0} was not taken away.", shown);
    prompts.tell(notDone(what, error));
    return false;
  }
}
