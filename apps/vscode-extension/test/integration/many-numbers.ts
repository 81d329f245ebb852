import { strict as assert } from "node:assert";
import { treeOf } from "../../src/leases-view/tree.js";
import { runCommand, services, startAfresh } from "./extension.js";
import { providerCases } from "./provider-cases.js";
import { sandboxControl } from "./sandbox-control.js";

const count = 250;

export function manyNumbersTests(): void {
  describe(`${count} leased numbers`, () => {
    beforeEach(startAfresh);

    for (const { id, name } of providerCases) {
      it(`are all in the list and in the tree at ${name}`, async () => {
        const leased = (await sandboxControl.leaseMany(id, count)).toSorted();
        await runCommand("leaseline.refresh");
        const { list } = await services();
        assert.deepEqual(
          list.leases.map(({ number }) => number as string),
          leased,
        );
        const rows = treeOf(list.accounts).flatMap((row) =>
          row.kind === "account" ? row.children : [row],
        );
        assert.deepEqual(
          rows.map((row) => (row.kind === "lease" ? String(row.lease.number) : row.kind)),
          leased,
        );
        assert.equal(new Set(rows.map((row) => row.id)).size, count);
      });
    }
  });
}
