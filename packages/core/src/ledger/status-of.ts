import { openStates } from "./operation.js";
import type { LedgerStatus } from "./status.js";
import type { LedgerView } from "./store.js";

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
    rewound: (await view.rewoundAt()) > 0,
  };
}
