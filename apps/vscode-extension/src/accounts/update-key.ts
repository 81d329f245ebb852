import {
  type E164,
  type Ledger,
  type ListOwner,
  type ProviderAccount,
  openStates,
} from "@leaseline/core";
import type { Prompts } from "../prompts/prompts.js";
import { internationalNumber } from "../words/lease-words.js";
import { noSuchAccount } from "./account-here.js";
import { type StoredAccount, accountTitle, descriptorOf } from "./account.js";
import {
  type KeyTools,
  askForFields,
  checkingKey,
  keepKeys,
  keyFields,
  keysFrom,
} from "./key-fields.js";
import { translate } from "../words/translate.js";
import { notDone } from "../words/whole-notice.js";

export interface UpdateKeyTools extends KeyTools {
  readonly ledger: Ledger;
}

/**
 * Puts another key in the place of an account's own. It is checked by a read, and has to be of the same account:
 * that is what the provider knows it as, or a number that is known to be held and is in its list, or else what the
 * person says. Resolves to whether it was replaced.
 */
export async function updateKey(account: StoredAccount, tools: UpdateKeyTools): Promise<boolean> {
  const { prompts, store, connect, known, ledger, keyPlace, retry } = tools;
  const title = translate("Update Key: {0}", accountTitle(account));
  const descriptor = descriptorOf(account.provider);
  const asked = keyFields(descriptor, keyPlace);
  const answers = await askForFields(title, asked, { prompts, canGoBack: false });
  if (answers.kind !== "answered") return false;
  const keys = keysFrom(descriptor, answers.value);
  let isReplaced = false;
  try {
    const made = connect(account.id, keys);
    const other = await known(made.identity);
    if (other && other.id !== account.id)
      return refuse(
        translate("That key is of {0}, which is here already.", accountTitle(other)),
        prompts,
      );
    await prompts.progress(checkingKey(descriptor), () => made.verify());
    const before = await knownBefore(account, made, ledger);
    if (before) {
      // Where nothing but the key tells which account it is of, another key says nothing.
      if (descriptor.identifiedBy.as !== "fingerprint")
        return refuse(
          translate("Those keys are of another account. Add it as one of its own."),
          prompts,
        );
      const numbers = await numbersKnown(before, ledger);
      if (!(await isSame(numbers, made, { account, prompts }))) return false;
    }
    const kept = await keepKeys(() => store.replaceKeys(account.id, keys));
    if (kept === null) return refuse(noSuchAccount(), prompts);
    isReplaced = true;
    // Only now: the records of an account whose key was not kept would be those of nobody here.
    if (before) await ledger.succeed(before, { identity: made.identity, account: account.id });
    return true;
  } catch (error) {
    const again = { label: translate("Try Again"), run: retry };
    const happened = isReplaced
      ? translate(
          "The key was replaced, but what is known of its account's numbers was not handed on to it. Give the same key once more.",
        )
      : translate("The key was not replaced.");
    prompts.tell(notDone(happened, error, [again]));
    return isReplaced;
  }
}

/** What else the ledger knows the account as; null when it knows nothing of it that could be lost. */
async function knownBefore(
  { id }: StoredAccount,
  { identity }: ProviderAccount,
  ledger: Ledger,
): Promise<ListOwner | null> {
  const lists = await ledger.lists();
  const operations = await ledger.operations({ account: id });
  const isFormer = (one: ListOwner) =>
    one.account === id && one.identity !== null && one.identity !== identity;
  return [...lists, ...operations].find(isFormer) ?? null;
}

/** Numbers that it holds, or may hold, as far as the ledger knows. */
async function numbersKnown({ identity }: ListOwner, ledger: Ledger): Promise<readonly E164[]> {
  const lists = (await ledger.lists()).filter((list) => list.identity === identity);
  const open = await ledger.operations({ states: openStates, identity: identity ?? undefined });
  return [
    ...lists.flatMap(({ leases }) => leases.map(({ lease }) => lease.number)),
    ...open.map(({ number }) => number),
  ];
}

async function isSame(
  held: readonly E164[],
  made: ProviderAccount,
  { account, prompts }: { readonly account: StoredAccount; readonly prompts: Prompts },
): Promise<boolean> {
  if (held.length === 0) return true;
  const listed = await prompts.progress(translate("Reading what the account holds…"), () =>
    numbersOf(made),
  );
  if (held.some((number) => listed.has(number))) return true;
  const numbers = held.slice(0, 3).map(internationalNumber).join(", ");
  return prompts.confirm({
    title: translate("Is the key of {0}?", accountTitle(account)),
    detail: [
      held.length > 3
        ? translate(
            "None of the numbers that are known to be held there is in its list: {0} and {1} more.",
            numbers,
            held.length - 3,
          )
        : translate(
            "None of the numbers that are known to be held there is in its list: {0}.",
            numbers,
          ),
      "",
      translate(
        "If it is of another account, press Escape and add that one as an account of its own.",
      ),
    ],
    yes: translate("It Is the Same Account"),
  });
}

async function numbersOf(made: ProviderAccount): Promise<ReadonlySet<E164>> {
  const numbers = new Set<E164>();
  for await (const { leases } of made.list()) for (const { number } of leases) numbers.add(number);
  return numbers;
}

function refuse(text: string, prompts: Prompts): false {
  prompts.tell({
    severity: "warning",
    text: `${translate("The key was not replaced.")} ${text}`,
  });
  return false;
}
