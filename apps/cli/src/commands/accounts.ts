import { type AccountIdentity, openStates } from "@leaseline/core";
import { chosenLedger } from "@leaseline/core/node";
import type { Account } from "../accounts/account-keys.js";
import {
  allAccounts,
  chosenAccounts,
  openAccountStore,
  environmentAccounts,
} from "../accounts/accounts.js";
import { connect } from "../accounts/connect.js";
import type { Command, Context } from "../command.js";
import { CommandError } from "../command-error.js";
import type { Documents } from "../documents/documents.js";
import type { AccountRecord, FailureRecord } from "../documents/records.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { openLedger } from "../open-ledger.js";
import { toldFailure } from "../output/failures.js";
import { table } from "../output/table.js";
import { openStateFolder } from "../state/state-folder.js";

export interface AccountOptions {
  readonly id?: string | undefined;
}

export const listAccounts: Command<object, Documents["accounts list"]> = {
  run: async (context) => {
    const accounts = allAccounts(context);
    return { document: { accounts: accounts.map(accountRecord) } };
  },
  text: ({ accounts }, style) =>
    accounts.length === 0
      ? "There are no accounts. Add one with “leaseline accounts add”."
      : table(
          ["Account", "Provider", "Keys"],
          accounts.map(({ id, provider, source }) => [id, provider, source]),
          style,
        ),
};

/** Whether the keys of every account, or of one, are accepted. */
export const checkAccounts: Command<AccountOptions, Documents["accounts check"]> = {
  run: async (context, { id }) => {
    const accounts = chosenAccounts(context, id);
    const checked = await Promise.all(accounts.map((account) => check(account, context)));
    const first = checked.find(({ exitCode }) => exitCode !== exitCodes.done);
    return {
      document: {
        accounts: checked.map(({ account, error }) => ({
          ...accountRecord(account),
          accepted: error === null,
          error,
        })),
      },
      exitCode: first?.exitCode,
    };
  },
  text: ({ accounts }, style) =>
    accounts
      .map(({ id, error }) =>
        error
          ? `${style.bad("✗")} ${id}: ${error.message}`
          : `${style.good("✓")} ${id}: the keys are accepted.`,
      )
      .join("\n"),
};

/** Drops the keys and what is known of the account. What it holds is held and paid for as before. */
export const removeAccount: Command<{ readonly id: string }, Documents["accounts remove"]> = {
  run: async (context, { id }) => {
    const { environment } = context;
    const store = openAccountStore(context);
    const kept = store.list().find((account) => account.id === id);
    if (!kept) {
      const named = environmentAccounts(environment).some((account) => account.id === id);
      throw new CommandError(
        named
          ? {
              kind: "usage",
              reason: `The account ${id} comes from the environment: unset its variables.`,
            }
          : { kind: "no-account", reason: `There is no account “${id}” in the keychain.` },
      );
    }
    const identity = await identityOf({ id, keys: () => store.keys(kept) }, environment);
    const ledger = await openLedger(context);
    const whose = identity === null ? { account: id } : { identity };
    await store.remove(id, async () => {
      if ((await ledger.operations({ ...whose, states: openStates })).length > 0)
        throw new CommandError({
          kind: "unsettled",
          reason: `What was begun with ${id} is not settled, and only its keys can tell. Run “leaseline reconcile” first.`,
        });
    });
    // By what the account is: another program may call another one so. What machines share stays: it counts in the caps
    // of all of them, and others may have the keys.
    const isShared = chosenLedger(openStateFolder(environment), environment) !== null;
    if (identity !== null && !isShared) await ledger.forget({ identity, account: id });
    return { document: { account: { id, provider: kept.provider, source: "keychain" } } };
  },
  text: ({ account: { id } }, style) =>
    `${style.good("Removed.")} What ${id} has leased stays leased, and is charged for.`,
};

/** Null where the keychain has no keys of it that could say what it is. */
async function identityOf(
  account: Pick<Account, "id" | "keys">,
  environment: Context["environment"],
): Promise<AccountIdentity | null> {
  try {
    return (await connect(account, environment)).identity;
  } catch (error) {
    if (error instanceof CommandError && error.failure.kind === "bad-credentials") return null;
    throw error;
  }
}

interface Checked {
  readonly account: Account;
  readonly error: FailureRecord | null;
  readonly exitCode: ExitCode;
}

async function check(account: Account, { environment, signal }: Context): Promise<Checked> {
  try {
    await (await connect(account, environment)).verify({ signal });
    return { account, error: null, exitCode: exitCodes.done };
  } catch (error) {
    const told = toldFailure(error);
    if (!told) throw error;
    return { account, error: told.record, exitCode: told.exitCode };
  }
}

function accountRecord({ id, provider, source }: Account): AccountRecord {
  return { id, provider, source };
}
