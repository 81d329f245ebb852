import * as z from "zod/mini";

// What the panel and its page say to each other. Parsed on both sides: the page is a web page.
// The page says what it looks at, and is given that: the rows in sight, and all words as text.

export const tabs = ["numbers", "offers"] as const;
const tab = z.enum(tabs);
export type Tab = z.infer<typeof tab>;

const natural = z.int().check(z.minimum(0));

export const sort = z.nullable(z.object({ column: natural, descending: z.boolean() }));
export type Sort = z.infer<typeof sort>;

/** The most rows that are asked for at once. */
export const maxRows = 200;
/** The most offers that are compared: more lines than these cannot be told apart. */
export const maxCompared = 6;

const look = z.object({
  /** Counts up: an answer to an earlier look is out of date. */
  turn: natural,
  tab,
  sort,
  /** As typed. */
  filter: z.string().check(z.refine((text: string) => text.length <= 200)),
  /** Of the rows in their order, those that are in sight. */
  first: natural,
  count: natural.check(z.lte(maxRows)),
  /** Offers that are compared, by their ids. */
  compared: z.array(z.string()).check(z.refine((ids: string[]) => ids.length <= maxCompared)),
  /** Whether charts are in sight: nothing is worked out for them before. */
  charts: z.boolean(),
});
export type Look = z.infer<typeof look>;

const row = z.object({
  /** Account and number; the same from one reading to the next. */
  id: z.string(),
  cells: z.array(z.string()),
  /** Names the number in the button's label for screen readers; null where there is nothing to do. */
  action: z.nullable(z.object({ label: z.string(), description: z.string() })),
  /** Of the box that takes it into the comparison; null where that cannot be. */
  compare: z.nullable(z.string()),
});
export type PricingRow = z.infer<typeof row>;

const column = z.object({
  name: z.string(),
  /** How it is set, and how wide it is. */
  kind: z.enum(["number", "text", "place", "amount", "date"]),
});
export type PricingColumn = z.infer<typeof column>;

const table = z.object({
  caption: z.string(),
  columns: z.array(column),
  /** How many rows there are, with those that are not in sight. */
  total: natural,
  first: natural,
  rows: z.array(row),
  /** How many rows there are, and how they are narrowed and sorted; or why there is none. */
  status: z.string(),
  /** Whether there is anything, filter or not. */
  isEmpty: z.boolean(),
  /** Whether rows can be compared, and which column says so; null where they cannot. */
  compare: z.nullable(z.string()),
  /** Whether rows have something to press. */
  act: z.nullable(z.string()),
});
export type PricingTable = z.infer<typeof table>;

/** What the page's own controls are called. */
const labels = z.object({
  show: z.string(),
  numbers: z.string(),
  offers: z.string(),
  search: z.string(),
  refresh: z.string(),
  export: z.string(),
  filter: z.string(),
  compareNone: z.string(),
  charts: z.string(),
});
export type PageLabels = z.infer<typeof labels>;

/** Everything that the page shows but the charts. Text only: it makes no decision. */
const view = z.object({
  turn: natural,
  summary: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  table,
  /** Of the offers that were to be compared, those that are there. */
  compared: z.array(z.string()),
  /** How many are compared, in words. */
  comparing: z.nullable(z.string()),
  labels,
});
export type PricingView = z.infer<typeof view>;

const series = z.object({
  /** A letter, by which line and legend are told together without colour. */
  mark: z.string(),
  /** Which stroke and colour it has, the same in every chart. */
  line: natural,
  name: z.string(),
  /** To draw with; null where nothing is known. */
  values: z.array(z.nullable(z.number())),
  /** To read, exact. */
  texts: z.array(z.string()),
});

const chart = z.object({
  title: z.string(),
  /** What is to be seen, in a sentence or two. */
  description: z.string(),
  /** ISO 4217: one chart has one currency. */
  currency: z.string(),
  /** What the points are of, such as “Month”. */
  axis: z.string(),
  /** Each point of the axis: in full, and as short as beneath the axis. */
  points: z.array(z.object({ name: z.string(), tick: z.string() })),
  /** Whether a value holds from one point to the next, or stands for itself. */
  isStepped: z.boolean(),
  series: z.array(series),
});
export type Chart = z.infer<typeof chart>;

const charts = z.object({
  /** Beside which table they stand. */
  tab,
  heading: z.string(),
  charts: z.array(chart),
  /** What is not in them, and why; or what to do for there to be one. */
  notes: z.array(z.string()),
  /** What the charts' own controls are called. */
  labels: z.object({ table: z.string() }),
  locale: z.string(),
});
export type Charts = z.infer<typeof charts>;

export const messageToPage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("view"), view }),
  z.object({ kind: z.literal("charts"), charts }),
]);
export type MessageToPage = z.infer<typeof messageToPage>;

export const messageFromPage = z.discriminatedUnion("kind", [
  /** Asked for at first, and whenever it looks at something else. */
  z.object({ kind: z.literal("look"), look }),
  /** The same question is asked as from anywhere else. */
  z.object({ kind: z.literal("lease"), id: z.string() }),
  z.object({ kind: z.literal("search") }),
  z.object({ kind: z.literal("refresh") }),
  /** All rows of what it looks at, as a file. */
  z.object({ kind: z.literal("export") }),
]);
export type MessageFromPage = z.infer<typeof messageFromPage>;
