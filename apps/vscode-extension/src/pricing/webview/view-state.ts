import * as z from "zod/mini";
import { type Tab, maxCompared, sort } from "../messages.js";

/** What the page keeps when it is hidden or VS Code restarts: how it is looked at, never what it shows. */
const viewState = z.object({
  tab: z.enum(["numbers", "offers"]),
  sort: z.object({ numbers: sort, offers: sort }),
  filter: z.object({ numbers: z.string(), offers: z.string() }),
  /** Ids of offers. */
  compared: z.array(z.string()),
});
export type ViewState = z.infer<typeof viewState>;

const atFirst: ViewState = {
  tab: "numbers",
  sort: { numbers: null, offers: null },
  filter: { numbers: "", offers: "" },
  compared: [],
};

export function parseViewState(kept: unknown): ViewState {
  const parsed = viewState.safeParse(kept);
  if (!parsed.success) return atFirst;
  return { ...parsed.data, compared: parsed.data.compared.slice(0, maxCompared) };
}

/** The state with one tab's part of it changed. */
export function withOf<Value>(
  of: Readonly<Record<Tab, Value>>,
  tab: Tab,
  value: Value,
): Record<Tab, Value> {
  return { ...of, [tab]: value };
}

export function toggled(ids: readonly string[], id: string, isIn: boolean): string[] {
  const others = ids.filter((one) => one !== id);
  return isIn ? [...others, id] : others;
}
