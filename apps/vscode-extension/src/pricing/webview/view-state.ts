import * as z from "zod/mini";

const sort = z.nullable(z.object({ column: z.int().check(z.minimum(0)), descending: z.boolean() }));
export type Sort = z.infer<typeof sort>;

/** What the page keeps when it is hidden or VS Code restarts: how it is looked at, never what it shows. */
const viewState = z.object({
  tab: z.enum(["numbers", "offers"]),
  sort: z.object({ numbers: sort, offers: sort }),
});
export type ViewState = z.infer<typeof viewState>;

export function parseViewState(kept: unknown): ViewState {
  const parsed = viewState.safeParse(kept);
  return parsed.success ? parsed.data : { tab: "numbers", sort: { numbers: null, offers: null } };
}
