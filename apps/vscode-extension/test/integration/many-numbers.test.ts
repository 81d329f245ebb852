import { strict as assert } from "node:assert";
import { leavesOf } from "../../src/leases-view/nodes.js";
import { treeOf } from "../../src/leases-view/tree.js";
import { runCommand, services, startAfresh } from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";

const count = 250;

describe(`${count} leased numbers`, () => {
  beforeEach(startAfresh);

  for (const { id, name } of providerCases) {
    it(`are all in the list and in the tree at ${name}`, async () => {
      const leased = (await sandboxControl.leaseMany(id, count)).toSorted();
      await runCommand("leaseline.refresh");
      const { list } = await services();
      assert.deepEqual(
        list.now.leases.map(({ number }) => number as string),
        leased,
      );
      const rows = treeOf(list.now).flatMap(leavesOf);
      assert.deepEqual(
        rows.map((row) => (row.kind === "lease" ? String(row.lease.number) : row.kind)),
        leased,
      );
      assert.equal(new Set(rows.map((row) => row.id)).size, count);
    });
  }
});
