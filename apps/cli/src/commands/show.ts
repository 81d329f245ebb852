import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import { leaseRecord } from "../documents/to-record.js";
import { findLease } from "../find-lease.js";
import { openClient } from "../open-client.js";
import { leaseFacts } from "../output/tables.js";
import { typedNumber } from "../phone-number.js";
import type { AccountOption } from "./list.js";

export interface NumberOptions extends AccountOption {
  readonly number: string;
}

export const show: Command<NumberOptions, Documents["show"]> = {
  run: async (context, options) => {
    const number = typedNumber(options.number);
    const lease = await findLease(
      await openClient(context, options.account),
      { number, account: options.account },
      context.signal,
    );
    return { document: { lease: leaseRecord(lease) } };
  },
  text: ({ lease }, style) => leaseFacts(lease, style),
};
