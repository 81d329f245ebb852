import type { Guarded } from "./caps.js";
import type { Ledger, ListOwner } from "./ledger.js";

/**
 * The accounts that a session leases with: those of all its clients that are not closed. What a later client has under
 * a name is in the place of what an earlier one has: its key may have been replaced.
 */
export function createConnected() {
  const clients = new Set<Parameters<Ledger["connect"]>>();
  const connect: Ledger["connect"] = (...client) => {
    clients.add(client);
    return () => void clients.delete(client);
  };
  const now = (): Pick<Guarded, "connected" | "unconnected"> => {
    const all = [...clients].map(ownersIn).reduce((before, client) => {
      const names = new Set(client.map(({ account }) => account));
      return [...before.filter(({ account }) => !names.has(account)), ...client];
    }, []);
    return {
      connected: all.flatMap(({ identity }) => identity ?? []),
      unconnected: all.flatMap(({ account, identity }) => (identity === null ? account : [])),
    };
  };
  /** @returns it, with what is connected here. */
  const connectTo = (ledger: Ledger): Ledger => {
    for (const client of clients) ledger.connect(...client);
    return ledger;
  };
  return { connect, connectTo, now };
}

function ownersIn([accounts, unknown = []]: Parameters<Ledger["connect"]>): readonly ListOwner[] {
  return [...accounts, ...unknown.map((account) => ({ account, identity: null }))];
}
