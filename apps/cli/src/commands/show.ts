import type { Command } from "../context.js";
import { findLease } from "../find-lease.js";
import { openClient } from "../open-client.js";
import { leaseFacts } from "../output/tables.js";
import { typedNumber } from "../phone-number.js";
import { leaseRecord } from "../records/records.js";

export interface NumberOptions {
  readonly number: string;
  readonly account?: string | undefined;
}

export const show: Command<NumberOptions> = async (context, options) => {
  const number = typedNumber(options.number);
  const client = await openClient(context, options.account);
  const lease = await findLease(client, number, context.signal);
  return {
    document: { lease: leaseRecord(lease) },
    text: (style) => leaseFacts(lease, style),
  };
};
