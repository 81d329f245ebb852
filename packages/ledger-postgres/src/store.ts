import { LeaseError, type LedgerStore } from "@leaseline/core";
import { addressOf } from "./address.js";
import { begin, met } from "./begin.js";
import { changedBeyond } from "./changes.js";
import { createConnections } from "./connections.js";
import { isLost, unavailable } from "./errors.js";
import { locksOf } from "./locks.js";
import { type PostgresOptions, refuseOthers, settingsOf } from "./options.js";
import { createPresence } from "./presence.js";
import { queryOn } from "./query.js";
import { recordsOf } from "./records.js";
import { sendWindow } from "./send-window.js";
import { noteSeen } from "./seen.js";
import { writeTo } from "./transaction.js";
import { viewOf } from "./view.js";

/** A database that is cut off, or silent, takes longer to fail. */
const atOnceMs = 1000;

/** One session of a ledger in a database, opened with the first call: for `moveLedger`. Throws as `postgresLedger` does. */
export function postgresStore(options: PostgresOptions): LedgerStore {
  refuseOthers(arguments);
  const settings = settingsOf(options);
  const locks = locksOf(settings.schema);
  const connections = createConnections(settings);
  const presence = createPresence(connections, { locks, holder: settings.holder });
  const { session } = presence;
  const place = () => addressOf(settings).place;
  const ended = new AbortController();
  const { signal: closed } = ended;

  const call = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closed.aborted) throw new LeaseError({ kind: "ledger-unavailable", reason: "failed" });
    try {
      return await work();
    } catch (error) {
      throw unavailable(error);
    }
  };
  const readOnce: LedgerStore["read"] = (work) =>
    connections.use(async (client, server) => {
      let result;
      try {
        await begin(
          client,
          server,
          `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT ${met} FROM ${locks.schema}.ledger`,
        );
        result = await work(viewOf(queryOn(client), place()));
      } catch (error) {
        if (!isLost(error)) await client.query("ROLLBACK");
        throw error;
      }
      await client.query("COMMIT");
      return result;
    });
  /** Once more where the connection had ended and nobody had noticed: nothing is away then. */
  const read: LedgerStore["read"] = async (work) => {
    const beganMs = performance.now();
    try {
      return await readOnce(work);
    } catch (error) {
      if (!isLost(error) || performance.now() - beganMs > atOnceMs) throw error;
      return readOnce(work);
    }
  };

  return {
    session,
    sendWindow,
    read: (work) => call(() => read(work)),
    write: (work) =>
      call(async () => {
        for (;;) {
          await presence.ready();
          const { result, progress, server } = await writeTo(
            connections,
            { locks, presence, settings },
            async (writing) =>
              writing.standing.registered
                ? {
                    value: await work(
                      recordsOf(writing, { session, channel: locks.channel, place: place() }),
                    ),
                  }
                : null,
          );
          const { last } = progress;
          if (last) noteSeen(settings, { ...server, ...last });
          if (result) return result.value;
          // Somebody has taken this session for gone: what it began now would be gone as well.
          await presence.renew(server);
        }
      }),
    changed: (since, signal) =>
      call(() =>
        changedBeyond(since, AbortSignal.any([signal, closed]), {
          presence,
          position: () => read((view) => view.position()),
        }),
      ),
    close: async () => {
      ended.abort();
      await presence.close();
      await connections.close();
    },
  };
}
