import { type SearchQuery, callingCodePrefix, matchesDigits } from "../../domain/search-query.js";
import { type ReadList, asRead } from "../../http/lenient.js";
import { merge } from "../../merge.js";
import type { ReadOptions } from "../provider-account.js";
import type { AvailableNumbers } from "./available-numbers.js";
import { numberTypes } from "./capabilities.js";
import { toSinchCapability, toSinchType } from "./mapping.js";
import type { AvailableNumbersQuery, NumberPattern } from "./requests.js";
import type { AvailableNumber } from "./wire.js";

/** What is asked for at most, where that is needed to find as many as are wanted. */
const largestSize = 1000;

/** Numbers of every type that is wanted, side by side, as they come. */
export async function* searchNumbers(
  available: AvailableNumbers,
  query: SearchQuery,
  read: ReadOptions | undefined,
): AsyncGenerator<ReadList<AvailableNumber>> {
  const capabilities = (query.features ?? []).map(toSinchCapability);
  // A feature that Sinch does not have: no number has it.
  if (!capabilities.every((one) => one !== null)) return;
  const wanted = (query.type ? [query.type] : numberTypes)
    .map(toSinchType)
    .filter((type) => type !== null);
  const ofType = async function* (type: (typeof wanted)[number]) {
    const asked = { regionCode: query.country, type, capabilities, numberPattern: pattern(query) };
    yield await numbersOfType(available, asked, { query, read });
  };
  let left = query.limit ?? Number.POSITIVE_INFINITY;
  for await (const found of merge(wanted.map(ofType))) {
    const numbers = found.slice(0, left);
    yield asRead(numbers, found.unread);
    left -= numbers.length;
    if (left <= 0) return;
  }
}

/** Sinch limits before we filter, so it is asked for more where the filter leaves too few. */
async function numbersOfType(
  available: AvailableNumbers,
  asked: AvailableNumbersQuery,
  { query, read }: { readonly query: SearchQuery; readonly read: ReadOptions | undefined },
): Promise<ReadList<AvailableNumber>> {
  // Sinch's "contains" also finds the digits in the country code.
  const isWanted = ({ phoneNumber }: AvailableNumber) => matchesDigits(phoneNumber, query);
  const { limit = largestSize } = query;
  let size = query.limit;
  for (;;) {
    const found = await available.search({ ...asked, size }, read);
    const numbers = found.filter(isWanted);
    const isAll = found.length + found.unread.length < (size ?? largestSize);
    if (size === undefined || isAll || numbers.length >= limit || size >= largestSize)
      return asRead(numbers, found.unread);
    size = Math.min(size * 4, largestSize);
  }
}

/** Sinch matches the pattern against the whole E.164 number. */
function pattern(query: SearchQuery): NumberPattern | undefined {
  if (!query.digits) return undefined;
  switch (query.position ?? "contains") {
    case "start":
      return { pattern: callingCodePrefix(query) + query.digits, searchPattern: "START" };
    case "contains":
      return {
        pattern: query.digits,
        searchPattern: query.digits.startsWith("+") ? "START" : "CONTAINS",
      };
    case "end":
      return { pattern: query.digits, searchPattern: "END" };
  }
}
