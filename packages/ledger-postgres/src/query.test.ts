import type { ClientBase } from "pg";
import { expect, it, vi } from "vitest";

it("is named the same in every process, whatever that has asked before", async () => {
  const name = async (...texts: readonly string[]) => {
    vi.resetModules();
    const { queryOn } = await import("./query.js");
    const names: unknown[] = [];
    const client = {
      query: ({ name: asked }: { name: string }) => {
        names.push(asked);
        return Promise.resolve({ rows: [] });
      },
    };
    // Nothing but this is asked of it.
    const query = queryOn(client as unknown as ClientBase);
    for (const text of texts) await query(text);
    return names.at(-1);
  };
  const mine = await name("SELECT 1", "SELECT 2");
  expect(await name("SELECT 2")).toBe(mine);
  expect(await name("SELECT 1")).not.toBe(mine);
});
