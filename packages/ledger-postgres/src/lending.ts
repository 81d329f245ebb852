import { type ClientConfig, Pool, type PoolClient } from "pg";
import { LostConnection, isCrowded } from "./errors.js";
import { SteadyClient } from "./steady-client.js";

const mostAtOnce = 4;

/** Connections that are lent out for one piece of work each. */
export interface Lending {
  /** Whoever still waits for a connection when the others are dropped is told at once, and tries again. */
  lend(): Promise<PoolClient>;
  /** How many are open, or being opened. */
  count(): number;
  end(): Promise<void>;
}

export function startLending(config: ClientConfig): Lending {
  const shared = { max: mostAtOnce, allowExitOnIdle: true, Client: SteadyClient };
  const pool = new Pool({ ...config, ...shared });
  // One that nobody uses at the moment: the next one that is wanted is opened anew.
  pool.on("error", () => {});
  // Of one that is in use, the question that it was asked fails; this would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  // What was taken for all that there are may be more by then.
  pool.on("remove", () => (pool.options.max = mostAtOnce));
  const dropped = new AbortController();
  return {
    lend: () =>
      new Promise((resolve, reject) => {
        // A pool that is ended forgets who waits for it.
        const tell = () => reject(new LostConnection("all of them are given up"));
        dropped.signal.addEventListener("abort", tell);
        const connect = async () => {
          try {
            const client = await pool.connect();
            if (dropped.signal.aborted) client.release(true);
            resolve(client);
          } catch (error) {
            // Where there are no more, whoever tries again waits for one of those.
            if (isCrowded(error) && pool.totalCount > 0) pool.options.max = pool.totalCount;
            reject(error);
          } finally {
            dropped.signal.removeEventListener("abort", tell);
          }
        };
        void connect();
      }),
    count: () => pool.totalCount,
    end: async () => {
      dropped.abort();
      await pool.end();
    },
  };
}
