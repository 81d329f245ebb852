import type { ProviderAccount } from "../../../src/providers/provider-account.js";

/** The account as long as its process lives. @param alive - what it waits for comes only then. */
export function mortal(
  account: ProviderAccount,
  alive: <Result>(work: () => Promise<Result>) => Promise<Result>,
): ProviderAccount {
  const { follow, findOrder } = account;
  return {
    ...account,
    quote: async (number, options) => alive(() => account.quote(number, options)),
    prepareLease: async (offer, options) => {
      const prepared = await alive(() => account.prepareLease(offer, options));
      return { ...prepared, send: async () => alive(() => prepared.send()) };
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
    ...(findOrder && {
      findOrder: async (number, options) => alive(() => findOrder(number, options)),
    }),
  };
}
