import type { E164 } from "../domain/phone-number.js";
import { LeaseError } from "../errors/lease-error.js";
import type { Ledger } from "../ledger/ledger.js";
import type { ProviderAccount, ReadOptions } from "../providers/provider-account.js";

/**
 * A provider says that a number is taken, but not by whom. It may be another account of the team, or the very account
 * that asks, if the ledger has lost that it leased the number.
 * @throws {LeaseError} what `asked` throws.
 */
export async function sayingWhoHolds<Result>(
  ledger: Pick<Ledger, "lists">,
  { account, number, options }: Asked,
  asked: () => Promise<Result>,
): Promise<Result> {
  try {
    return await asked();
  } catch (error) {
    if (!LeaseError.isInstance(error) || error.failure.kind !== "number-taken") throw error;
    // Without the ledger, what the provider said still holds.
    const lists = await ledger.lists().catch(() => []);
    const holder = lists.find(({ leases }) => leases.some(({ lease }) => lease.number === number));
    const heldBy = holder?.account ?? (await ownHolder(account, number, options));
    if (heldBy === null) throw error;
    throw new LeaseError({ kind: "number-taken", heldBy }, { cause: error });
  }
}

interface Asked {
  readonly account: ProviderAccount;
  readonly number: E164;
  readonly options: ReadOptions | undefined;
}

/** The account itself, where it has the number. */
async function ownHolder(
  account: ProviderAccount,
  number: E164,
  options: ReadOptions | undefined,
): Promise<string | null> {
  const found = await account.get(number, options).catch(() => null);
  return found?.kind === "owned" && found.lease.state !== "released" ? account.account : null;
}
