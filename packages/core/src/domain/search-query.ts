import { type Reason, phrase, reasonWith } from "./translate.js";
import type { AccountId } from "./account.js";
import type { Feature, NumberType } from "./offer.js";
import { callingCode, isCountry } from "./phone-number.js";

/** What to look for. Every field that is left out is not filtered by. */
export interface SearchQuery {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly type?: NumberType | undefined;
  /** Offers have to have all of these. */
  readonly features?: readonly Feature[] | undefined;
  /** ASCII digits of the national number; beginning with `+`, of the whole E.164 number. */
  readonly digits?: string | undefined;
  /** Where the digits have to stand. `"contains"` when left out. */
  readonly position?: "start" | "contains" | "end" | undefined;
  /** The most offers to take from each account. */
  readonly limit?: number | undefined;
  /** Only these accounts; all when left out. */
  readonly accounts?: readonly AccountId[] | undefined;
}

/** What keeps a query from being asked, as the field and a sentence; null when nothing does. */
export function searchQueryProblem(
  query: SearchQuery,
): (Reason & { readonly field: string }) | null {
  if (!isCountry(query.country)) {
    return {
      field: "country",
      ...reasonWith(
        phrase("“{0}” is not a country code. Two capital letters are needed, such as US or SE."),
        query.country,
      ),
    };
  }
  if (query.digits !== undefined && !/^\+?[0-9]{1,15}$/.test(query.digits)) {
    return {
      field: "digits",
      reason: phrase("Only the digits 0 to 9 can be searched for, at most 15."),
    };
  }
  if (query.position !== undefined && query.digits === undefined) {
    return {
      field: "position",
      reason: phrase("A position says where the digits have to stand, and there are no digits."),
    };
  }
  if (query.limit !== undefined && !(Number.isInteger(query.limit) && query.limit > 0)) {
    return { field: "limit", reason: phrase("The limit has to be a whole number above 0.") };
  }
  return null;
}

/** What stands before the query's digits in E.164: `+1`, or nothing when they begin with `+` themselves. */
export function callingCodePrefix({ country, digits }: SearchQuery): string {
  return digits?.startsWith("+") ? "" : `+${callingCode(country) ?? ""}`;
}

/** Whether the number has the digits where the query wants them. */
export function matchesDigits(number: string, query: SearchQuery): boolean {
  const wanted = query.digits;
  if (!wanted) return true;
  const prefix = callingCodePrefix(query);
  switch (query.position ?? "contains") {
    case "start":
      return number.startsWith(prefix + wanted);
    case "end":
      return number.endsWith(wanted);
    case "contains":
      return number.slice(prefix.length).includes(wanted);
  }
}
