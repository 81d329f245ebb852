import type { LeasedNumber, LeasedNumbers } from "../api.js";
import { areWhole } from "../leases-view/account-leases.js";
import type { Leases } from "../leases-view/leases.js";
import { type TreeChoices, isDefault } from "../leases-view/tree-choices.js";

/** What other extensions are told of the numbers: field by field, so that nothing else ever comes with it. */
export function exportedNumbers(
  { accounts }: Pick<Leases, "accounts">,
  choices: Pick<TreeChoices, "defaultNumber">,
): LeasedNumbers {
  const numbers = accounts.flatMap(({ account, leases, protectedNumbers }) =>
    leases.map((lease): LeasedNumber => {
      const { number, label, provider, state, country, features, price } = lease;
      const { id, production, sandbox } = account;
      return {
        number,
        label,
        provider,
        account: { id, label: account.label, production, sandbox },
        state,
        country,
        features: [...features],
        price: price?.recurring
          ? { ...price.recurring, intervalMonths: price.intervalMonths }
          : null,
        nextChargeAt: lease.nextChargeAt,
        endsAt: lease.endsAt,
        isProtected: protectedNumbers.has(number),
        isWorkspaceDefault: isDefault(choices, { account: id, number }),
      };
    }),
  );
  return { numbers, complete: areWhole(accounts) };
}
