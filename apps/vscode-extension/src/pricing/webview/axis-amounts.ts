/**
 * The amounts beside an axis, as one reads them: all of them with cents, or none.
 * @param currency - one that the browser does not know is left out.
 */
export function axisAmounts(
  splits: readonly number[],
  currency: string,
  locale: string,
): readonly string[] {
  // Prices are as low as a hundredth of a cent; what is left beyond that is the error of a sum.
  const [least, most] = splits.every(Number.isInteger) ? [0, 0] : [2, 6];
  const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
  const amounts = inCurrency(currency, locale, digits);
  return splits.map((amount) => amounts.format(amount));
}

function inCurrency(currency: string, locale: string, digits: Intl.NumberFormatOptions) {
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency, ...digits });
  } catch {
    return new Intl.NumberFormat(locale, digits);
  }
}
