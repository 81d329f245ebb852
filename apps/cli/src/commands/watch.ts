import { LeaseError } from "@leaseline/core";
import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import { leaseRecord } from "../documents/to-record.js";
import { exitCodes } from "../exit-codes.js";
import { findLease } from "../find-lease.js";
import { openClient } from "../open-client.js";
import { leaseFacts } from "../output/tables.js";
import { featureWords, stateWords } from "../output/words.js";
import { typedNumber } from "../phone-number.js";
import type { NumberOptions } from "./show.js";

export const watch: Command<NumberOptions, Documents["watch"]> = {
  run: async (context, options) => {
    const number = typedNumber(options.number);
    const { signal, terminal } = context;
    const opened = await openClient(context, options.account);
    let lease = await findLease(opened, { number, account: options.account }, signal);
    for await (const seen of opened.client.watch(lease, { signal })) {
      lease = seen;
      const steps = seen.provisioning.map(
        ({ feature, state }) => `${featureWords([feature])} ${state}`,
      );
      terminal.progress([`${number} is ${stateWords(seen)}`, ...steps].join(" · "));
    }
    // It ended, and not with a lease that is set up or has failed: the number is not held any more.
    if (lease.state === "pending") throw new LeaseError({ kind: "not-leased" });
    return {
      document: { lease: leaseRecord(lease) },
      exitCode: lease.state === "failed" ? exitCodes.failed : exitCodes.done,
    };
  },
  text: ({ lease }, style) => leaseFacts(lease, style),
};
