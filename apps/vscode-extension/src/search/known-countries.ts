import { type StoredAccount, accountTitle } from "../accounts/account.js";
import type { Accounts } from "../accounts/accounts.js";
import type { CountriesWithNumbers } from "./countries.js";

/** Where accounts have numbers, as they tell it themselves. */
export interface KnownCountries {
  /**
   * What was told before, at once, and then what is told now, as each account answers. One that does not tell, cannot
   * be asked or never answers is left out: every country can be searched all the same.
   */
  of(accounts: readonly StoredAccount[], signal: AbortSignal): AsyncIterable<CountriesWithNumbers>;
}

export function createKnownCountries(accounts: Pick<Accounts, "client">): KnownCountries {
  /** By account and revision. */
  const told = new Map<string, readonly string[]>();
  const key = ({ id, revision }: StoredAccount) => `${id} ${revision}`;

  const ask = async (account: StoredAccount, signal: AbortSignal): Promise<void> => {
    const client = await accounts.client(account);
    const countries = await client.countries(account.id, { signal });
    if (countries) told.set(key(account), countries);
  };

  return {
    async *of(asked, signal) {
      const now = () => together(asked, (account) => told.get(key(account)) ?? []);
      yield now();
      const left = new Map(
        // Whatever is wrong with an account is said where its numbers are missing.
        asked.map((one) => [
          one.id,
          ask(one, signal)
            .catch(() => {})
            .then(() => one.id),
        ]),
      );
      const stopped = new Promise<null>((resolve) =>
        signal.addEventListener("abort", () => resolve(null), { once: true }),
      );
      while (left.size > 0) {
        const answered = await Promise.race([...left.values(), stopped]);
        if (answered === null) return;
        left.delete(answered);
        yield now();
      }
    },
  };
}

/** Who has numbers there is said only where not all of them do. */
function together(
  accounts: readonly StoredAccount[],
  countriesOf: (account: StoredAccount) => readonly string[],
): CountriesWithNumbers {
  const having = new Map<string, string[]>();
  for (const account of accounts)
    for (const country of countriesOf(account))
      having.set(country, [...(having.get(country) ?? []), accountTitle(account)]);
  return new Map(
    [...having].map(([country, titles]) => [
      country,
      titles.length < accounts.length ? titles.join(", ") : "",
    ]),
  );
}
