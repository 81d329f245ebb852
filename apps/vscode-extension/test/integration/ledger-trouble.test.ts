import { strict as assert } from "node:assert";
import { link, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ledgerPath } from "../support/integration/another-window.js";
import {
  listen,
  runCommand,
  services,
  startAfresh,
  until,
} from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { pick, type, yes } from "../support/integration/scripted-prompts.js";

for (const { id, name, number, between } of providerCases) {
  describe(`a ledger that cannot be opened, at ${name}`, () => {
    beforeEach(async () => {
      await startAfresh();
      const path = await ledgerPath();
      await link(path, `${path}.kept`);
      // In its place at once: where it is missing, the extension makes a new one.
      await symlink(dirname(path), `${path}.folder`);
      await rename(`${path}.folder`, path);
    });
    afterEach(async () => {
      const path = await ledgerPath();
      await rename(`${path}.kept`, path);
    });

    it("lets numbers be listed, and nothing be leased", async () => {
      const leased = await sandboxControl.leaseMany(id, 2);
      const before = await sandboxControl.writes();
      await runCommand("leaseline.refresh");
      const { list } = await services();
      assert.deepEqual(
        list.now.leases.map((lease) => lease.number as string),
        leased.toSorted(),
      );
      assert.equal(list.now.ledgerProblem?.failure.kind, "ledger-unavailable");
      const { told, confirmed } = await runCommand("leaseline.lease", pick(name), type(number));
      assert.equal(confirmed.length, 0);
      const text = told[0]?.text ?? "";
      assert.match(text, /cannot be written.*What cannot be written down is not sent\./);
      assert.match(text, /Nothing was sent, so nothing was spent\. (Check|Make) the /);
      assert.equal(await sandboxControl.writes(), before);
    });
  });

  describe(`a damaged ledger, at ${name}`, () => {
    beforeEach(startAfresh);

    it("is kept aside and told of once, and the new one leases nothing while what it does not know of may be on its way", async () => {
      const path = await ledgerPath();
      await writeFile(`${path}.garbage`, "not a database, ".repeat(1000));
      for (const end of ["-wal", "-shm"]) await rm(`${path}${end}`, { force: true });
      // It may be found before the command has begun.
      const before = await listen();
      await rename(`${path}.garbage`, path);
      const during = await runCommand("leaseline.refresh");
      const heard = () => [...before.told, ...during.told];
      await until("it is told", () => heard().length > 0);
      assert.match(heard()[0]?.text ?? "", /^The ledger was damaged\. .*\.damaged-\d+/);
      const again = await runCommand("leaseline.refresh");
      assert.deepEqual(again.told.length, 0);
      const sent = await sandboxControl.writes();
      const { told } = await runCommand(
        "leaseline.lease",
        pick(name),
        type(number),
        ...between,
        yes,
      );
      assert.match(told[0]?.text ?? "", /a request may still be on its way/);
      assert.equal(await sandboxControl.writes(), sent);
    });
  });
}
