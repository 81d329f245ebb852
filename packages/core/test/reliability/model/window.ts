import { createLeaseClient } from "../../../src/index.js";
import type { SpendCap } from "../../../src/domain/spending.js";
import { toMoney } from "../../../src/domain/money.js";
import { LeaseError } from "../../../src/errors/lease-error.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import type { ProviderAccount } from "../../../src/providers/provider-account.js";
import { accountOf } from "./account.js";
import type { CrashPoint, Window, World } from "./world.js";

export const cap = toMoney("3.50", "USD");

export function openWindow(world: World): Window {
  const { clock, setup, weakness } = world;
  const session = world.openSession();
  const inner = weakness.ledger?.(session, world.records) ?? session;
  const never = new Promise<never>(() => {});
  let sender = "";

  const window: Window = {
    isAlive: true,
    quote: null,
    crashAt: null,
    client: () =>
      createLeaseClient({
        accounts: [account],
        ledger,
        caps: caps(),
        clock: { ...clock, sleep: async (ms, signal) => alive(() => clock.sleep(ms, signal)) },
        ...(weakness.timing && { timing: weakness.timing }),
      }),
    crash: async () => {
      window.isAlive = false;
      await session.close();
    },
  };

  /** What a process waits for when it ends never comes. */
  const alive = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (!window.isAlive) return never;
    try {
      const result = await work();
      return window.isAlive ? result : await never;
    } catch (error) {
      if (!window.isAlive) return never;
      throw error;
    }
  };
  const crashIf = async (step: CrashPoint["step"], when: CrashPoint["when"]) => {
    if (window.crashAt?.step === step && window.crashAt.when === when) {
      world.crashes += 1;
      await window.crash();
    }
  };
  const write = async <Result>(step: CrashPoint["step"] | null, work: () => Promise<Result>) =>
    alive(async () => {
      if (world.ledgerMs > 0) await clock.sleep(world.ledgerMs);
      if (step) await crashIf(step, "before");
      if (!window.isAlive) return never;
      if (world.diskFull) throw new LeaseError({ kind: "ledger-unavailable", reason: "full" });
      const result = await work();
      if (step) await crashIf(step, "after");
      return result;
    });

  const ledger: Ledger = {
    ...inner,
    claim: async (wish, caps) =>
      write("claim", async () => {
        const claim = await inner.claim(wish, caps);
        if (claim.kind === "claimed") {
          sender = claim.operation.sender;
          await world.claimed(claim.operation);
        }
        return claim;
      }),
    record: async (id, event) => write(event.kind, () => inner.record(id, event)),
    takeOver: async (id, identities) => write(null, () => inner.takeOver(id, identities)),
    keepList: async (account, leases, since) =>
      write(null, () => inner.keepList(account, leases, since)),
    find: async (id) => alive(() => inner.find(id)),
    operations: async (filter) => alive(() => inner.operations(filter)),
    position: async () => alive(() => inner.position()),
    lists: async () => alive(() => inner.lists()),
    spending: async () => alive(() => inner.spending()),
  };
  const raw = accountOf(world, { session: () => sender, left: () => crashIf("request", "after") });
  const account = mortal(weakness.provider?.(raw) ?? raw, alive);

  const caps = (): readonly SpendCap[] =>
    setup.capped && cap ? [{ kind: "monthly", limit: cap }] : [];
  return window;
}

function mortal(
  account: ProviderAccount,
  alive: <Result>(work: () => Promise<Result>) => Promise<Result>,
): ProviderAccount {
  const { follow } = account;
  return {
    ...account,
    quote: async (number, options) => alive(() => account.quote(number, options)),
    prepareLease: async (offer, options) => {
      const prepared = await alive(() => account.prepareLease(offer, options));
      return { send: async () => alive(() => prepared.send()) };
    },
    get: async (number, options) => alive(() => account.get(number, options)),
    prepareRelease: async (lease, options) => {
      const prepared = await alive(() => account.prepareRelease(lease, options));
      return { send: async () => alive(() => prepared.send()) };
    },
    list: async function* (options) {
      const pages = account.list(options)[Symbol.asyncIterator]();
      for (;;) {
        const page = await alive(() => pages.next());
        if (page.done) return;
        yield page.value;
      }
    },
    ...(follow && {
      follow: async (order, number, options) => alive(() => follow(order, number, options)),
    }),
  };
}
