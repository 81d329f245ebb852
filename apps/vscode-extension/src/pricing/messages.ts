import * as z from "zod/mini";

// What the panel and its page say to each other. Parsed on both sides: the page is a web page.

/** A cell as text, with what it is sorted by; null sorts last. */
const cell = z.object({ text: z.string(), sort: z.nullable(z.string()) });

const row = z.object({
  /** Account and number; the same from one reading to the next. */
  id: z.string(),
  cells: z.array(cell),
  /** Names the number in the button's label for screen readers; null where there is nothing to do. */
  action: z.nullable(z.object({ label: z.string(), description: z.string() })),
});

const table = z.object({
  caption: z.string(),
  columns: z.array(
    z.object({
      name: z.string(),
      numeric: z.boolean(),
      /** How many rows there are, and that they are sorted by it. */
      sorted: z.string(),
    }),
  ),
  rows: z.array(row),
  /** Said in the place of an empty table. */
  empty: z.string(),
  /** How many rows there are. */
  count: z.string(),
});

/** What the page's own controls are called. */
const labels = z.object({
  show: z.string(),
  numbers: z.string(),
  offers: z.string(),
  search: z.string(),
  refresh: z.string(),
});
export type PageLabels = z.infer<typeof labels>;

/** Everything that the page shows. Text only: it makes no decision. */
export const pricingModel = z.object({
  summary: z.array(z.object({ name: z.string(), value: z.string() })),
  numbers: table,
  offers: table,
  labels,
});
export type PricingModel = z.infer<typeof pricingModel>;
export type PricingTable = z.infer<typeof table>;

export const messageToPage = z.object({ kind: z.literal("show"), model: pricingModel });
export type MessageToPage = z.infer<typeof messageToPage>;

export const messageFromPage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  /** A wish: the same question is asked as from anywhere else. */
  z.object({ kind: z.literal("lease"), id: z.string() }),
  z.object({ kind: z.literal("search") }),
  z.object({ kind: z.literal("refresh") }),
]);
export type MessageFromPage = z.infer<typeof messageFromPage>;
