import { strict as assert } from "node:assert";
import { leaseFacts } from "../../../src/leases-view/lease-facts.js";
import { rowText } from "../../../src/leases-view/row-text.js";
import { type TreeNode, leavesOf } from "../../../src/leases-view/nodes.js";
import { treeOf } from "../../../src/leases-view/tree.js";
import { services } from "./extension.js";

export async function rows(): Promise<readonly TreeNode[]> {
  const { list } = await services();
  return treeOf(list.now).flatMap(leavesOf);
}

/** What the one row of a number says; nothing where there is none. */
export async function words(number: string): Promise<string> {
  const found = (await rows()).filter((row) => row.id.endsWith(` ${number}`));
  assert.ok(found.length <= 1, `${found.length} rows`);
  return found[0] ? rowText(found[0], "en").description : "";
}

/** What the row of a number is called. */
export async function nameOf(number: string): Promise<string> {
  const row = (await rows()).find((one) => one.id.endsWith(` ${number}`));
  return row ? rowText(row, "en").label : "";
}

export async function whereLeased(number: string): Promise<string> {
  const row = (await rows()).find((one) => one.id.endsWith(` ${number}`));
  assert.ok(row?.kind === "lease");
  return new Map(leaseFacts(row, "en")).get("Leased") ?? "";
}

export async function openOperation() {
  const { list } = await services();
  await list.look();
  return list.now.accounts.flatMap(({ operations }) => operations)[0];
}
