import type { Lease } from "@leaseline/core";
import { CommandError } from "../command-error.js";
import type { Command, Context } from "../context.js";
import { findLease } from "../find-lease.js";
import { openWritingClient } from "../open-client.js";
import { leaseFacts } from "../output/tables.js";
import { dayWords } from "../output/words.js";
import { typedNumber } from "../phone-number.js";
import { leaseRecord } from "../records/records.js";
import { leaseOf } from "./lease.js";
import type { NumberOptions } from "./show.js";

export interface ReleaseOptions extends NumberOptions {
  readonly yes?: true | undefined;
  readonly confirm?: string | undefined;
}

export const release: Command<ReleaseOptions> = async (context, options) => {
  const number = typedNumber(options.number);
  const { signal, terminal } = context;
  const client = await openWritingClient(context, options.account);
  const held = await findLease(client, number, signal);
  const confirm = await confirmation(held, options, context);
  terminal.progress(`Releasing ${number} …`);
  const released = leaseOf(await client.release(held, { confirm, signal }));
  return {
    document: { lease: leaseRecord(released) },
    text: (style) =>
      released.state === "releasing" && released.endsAt !== null
        ? `${style.good("Releasing.")} ${number} is held until ${dayWords(released.endsAt)}.`
        : `${style.good("Released.")} ${number} is not held any more.`,
  };
};

/** The last four digits, as they were typed. @throws {CommandError} `consent-missing` for others. */
async function confirmation(
  held: Lease,
  { yes, confirm }: ReleaseOptions,
  { terminal }: Context,
): Promise<string> {
  const wanted = held.number.slice(-4);
  if (!yes && terminal.interactive) {
    terminal.show(`${leaseFacts(held, terminal.style)}\n`);
    const typed = await terminal.ask(
      `Releasing ${held.number} cannot be undone. Type its last four digits.`,
    );
    if (typed.trim() === wanted) return wanted;
    throw missing("These are not its last four digits.");
  }
  if (!yes || confirm === undefined)
    throw missing(
      "Releasing it has to be agreed to: say --yes and --confirm with its last four digits.",
    );
  if (confirm !== wanted) throw missing("--confirm does not say the number's last four digits.");
  return confirm;
}

function missing(reason: string): CommandError {
  return new CommandError({ kind: "consent-missing", reason: `${reason} Nothing was released.` });
}
