import { openStates } from "./operation.js";
import type { LedgerStatus } from "./status.js";
import type { LedgerView, ListRecord } from "./store.js";

export async function statusOf(view: LedgerView): Promise<LedgerStatus> {
  const open = await view.operations({ states: openStates });
  return {
    ...(await view.about()),
    position: await view.position(),
    sessions: (await view.sessions()).map((one) => ({
      ...one,
      open: open.filter(({ sender }) => sender === one.session).length,
    })),
    moved: await view.moved(),
    rewound: await isRewound(view),
  };
}

/** Until the list of each account that is known was read since. An account that is not known is asked for as it leases. */
async function isRewound(view: LedgerView): Promise<boolean> {
  const rewoundAt = await view.rewoundAt();
  if (rewoundAt === 0) return false;
  const lists = await view.lists();
  const isRead = ({ position }: ListRecord) => position > rewoundAt;
  // What was known before ledgers knew identities is never read again under its name.
  const isDone = lists.every((one) => one.identity === null || isRead(one));
  return !(isDone && lists.some(isRead));
}
