import type { SinchCapability, SinchNumberType } from "./offer.js";
import { fictionalExchange, type NumberRange } from "../catalogue/number-ranges.js";

/** One kind of number in one country: where its numbers come from and what they cost. */
export type SinchMarket = {
  readonly country: string;
  readonly type: SinchNumberType;
  readonly offers: number;
  readonly ranges: readonly NumberRange[];
  readonly currency: string;
  /** Setup price, then the lowest monthly price; in whole and decimal units of the currency. */
  readonly prices: readonly [setup: number, monthly: number];
  readonly capabilities: readonly SinchCapability[];
  /** Every so many-th offer needs documents; 1 = all, 0 = none. */
  readonly documentsEvery: number;
};

const both = ["SMS", "VOICE"] as const;
const voice = ["VOICE"] as const;
const sms = ["SMS"] as const;
const range = (first: string, count: number): NumberRange => ({ first, count });
const ranges = (count: number, ...firsts: readonly string[]) =>
  firsts.map((first) => range(first, count));

/**
 * Ranges that a country reserves for fiction where it has some (North America 555-01XX, and those of Ofcom,
 * ACMA, PTS, ARCEP, BNetzA, ComReg); elsewhere numbers of a plausible form.
 */
export const sinchMarkets: readonly SinchMarket[] = [
  market(
    "US",
    "LOCAL",
    240,
    "USD",
    [0, 0.8],
    both,
    9,
    ["202", "212", "213", "312", "617", "718", "404", "303"].map(fictionalExchange),
  ),
  market("US", "MOBILE", 60, "USD", [1, 2], both, 0, ["917", "347"].map(fictionalExchange)),
  market(
    "US",
    "TOLL_FREE",
    60,
    "USD",
    [0, 1.5],
    both,
    12,
    ["800", "833", "844", "855"].map(fictionalExchange),
  ),
  market(
    "CA",
    "LOCAL",
    120,
    "CAD",
    [0, 1.1],
    both,
    10,
    ["514", "403", "613", "902", "204"].map(fictionalExchange),
  ),
  market("CA", "TOLL_FREE", 30, "CAD", [0, 2], voice, 0, ["866", "877"].map(fictionalExchange)),
  market(
    "GB",
    "LOCAL",
    120,
    "GBP",
    [0, 0.8],
    voice,
    8,
    ranges(
      1000,
      "442079460000",
      "441134960000",
      "441174960000",
      "441214960000",
      "441314960000",
      "441414960000",
      "441614960000",
      "442920180000",
    ),
  ),
  market("GB", "MOBILE", 110, "GBP", [0, 1.5], both, 0, ranges(1000, "447700900000")),
  market("GB", "TOLL_FREE", 50, "GBP", [1, 3.2], voice, 6, ranges(1000, "448081570000")),
  market(
    "AU",
    "LOCAL",
    90,
    "AUD",
    [0, 2.4],
    voice,
    4,
    ranges(1000, "61255500000", "61355500000", "61755500000", "61855500000", "61270100000"),
  ),
  market("AU", "MOBILE", 30, "AUD", [2, 6.5], both, 2, [
    ...ranges(4, "61491570156"),
    ...ranges(
      1,
      "61491570006",
      "61491570110",
      "61491570313",
      "61491570737",
      "61491571266",
      "61491571491",
      "61491571804",
      "61491572549",
      "61491572665",
      "61491572983",
      "61491573770",
      "61491573087",
      "61491574118",
      "61491574632",
      "61491575254",
      "61491575789",
      "61491576398",
      "61491576801",
      "61491577426",
      "61491577644",
      "61491578957",
      "61491578148",
      "61491578888",
      "61491579212",
      "61491579760",
      "61491579455",
    ),
  ]),
  market("AU", "TOLL_FREE", 6, "AUD", [0, 14], voice, 0, [
    ...ranges(1, "611800160401"),
    ...ranges(5, "611800975707"),
  ]),
  market(
    "SE",
    "LOCAL",
    80,
    "SEK",
    [0, 12],
    voice,
    10,
    ranges(100, "46846500400", "46313900600", "46406280400", "46980319200"),
  ),
  market("SE", "MOBILE", 60, "SEK", [0, 25], both, 0, ranges(95, "46701740605")),
  market(
    "FR",
    "LOCAL",
    70,
    "EUR",
    [0, 1],
    voice,
    3,
    ranges(1000, "33199000000", "33261910000", "33353010000", "33465710000", "33536490000"),
  ),
  market("FR", "MOBILE", 50, "EUR", [5, 9], both, 2, ranges(2000, "33639980000")),
  market(
    "DE",
    "LOCAL",
    90,
    "EUR",
    [0, 0.9],
    voice,
    2,
    ranges(1000, "493023125000", "496990009000", "494066969000", "492214710000", "498999998000"),
  ),
  market("DE", "MOBILE", 40, "EUR", [0, 5], both, 3, ranges(100, "4917604069000", "491713920000")),
  market("IE", "LOCAL", 50, "EUR", [0, 1.2], voice, 4, ranges(1000, "353209100000")),
  market("IE", "MOBILE", 30, "EUR", [1, 2.5], both, 0, ranges(100, "353850000000")),
  market("NL", "MOBILE", 40, "EUR", [0, 2], both, 0, ranges(300, "31697010000")),
  market("NL", "TOLL_FREE", 15, "EUR", [5, 12], voice, 3, ranges(100, "318000220000")),
  market("ES", "LOCAL", 40, "EUR", [0, 1.5], voice, 2, ranges(300, "34910050000")),
  market("BE", "MOBILE", 20, "EUR", [0, 3], sms, 0, ranges(200, "32460000000")),
  market("PL", "MOBILE", 40, "PLN", [0, 9], both, 0, ranges(300, "48732120000")),
  market("DK", "MOBILE", 30, "DKK", [0, 15], both, 0, ranges(300, "4552510000")),
  market("NO", "MOBILE", 30, "NOK", [0, 30], sms, 5, ranges(300, "4759440000")),
  market("FI", "MOBILE", 35, "EUR", [0, 3], both, 0, ranges(300, "358457570000")),
  market("HU", "LOCAL", 30, "HUF", [0, 900], voice, 3, ranges(300, "3615550000")),
  market("CH", "MOBILE", 20, "CHF", [2, 4], sms, 2, ranges(300, "41798070000")),
  market("JP", "LOCAL", 20, "JPY", [300, 500], voice, 2, ranges(300, "815055500000")),
];

function market(
  country: string,
  type: SinchNumberType,
  offers: number,
  currency: string,
  prices: SinchMarket["prices"],
  capabilities: readonly SinchCapability[],
  documentsEvery: number,
  from: readonly NumberRange[],
): SinchMarket {
  return { country, type, offers, currency, prices, capabilities, documentsEvery, ranges: from };
}
