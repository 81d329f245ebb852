import { LeaseError } from "@leaseline/core";
import type { Command } from "../context.js";
import { exitCodes } from "../exit-codes.js";
import { findLease } from "../find-lease.js";
import { openClient } from "../open-client.js";
import { leaseFacts } from "../output/tables.js";
import { featureWords, stateWords } from "../output/words.js";
import { typedNumber } from "../phone-number.js";
import { leaseRecord } from "../records/records.js";
import type { NumberOptions } from "./show.js";

export const watch: Command<NumberOptions> = async (context, options) => {
  const number = typedNumber(options.number);
  const { signal, terminal } = context;
  const client = await openClient(context, options.account);
  let lease = await findLease(client, number, signal);
  for await (const seen of client.watch(lease, { signal })) {
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
    text: (style) => leaseFacts(lease, style),
    exitCode: lease.state === "failed" ? exitCodes.failed : exitCodes.done,
  };
};
