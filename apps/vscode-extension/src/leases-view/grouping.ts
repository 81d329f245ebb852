/** How the numbers are put together. */
export const groupings = ["account", "country", "state"] as const;
export type Grouping = (typeof groupings)[number];
