import { strict as assert } from "node:assert";
import { type LeaseList, createLeaseList } from "../../src/leases-view/lease-list.js";
import { rowText } from "../../src/leases-view/row-text.js";
import { treeOf } from "../../src/leases-view/tree.js";
import { anotherWindow, e164 } from "../support/integration/another-window.js";
import {
  forgetLists,
  runCommand,
  services,
  startAfresh,
  until,
} from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { whereLeased, words } from "../support/integration/rows.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { during, pick, type, yes, yesAfter } from "../support/integration/scripted-prompts.js";

/** What happens beside this window: in another one, or without Leaseline. */
for (const provider of providerCases) {
  const { id, name, number, leaseOperation, listOperation, between } = provider;
  const account = `sandbox-${id}`;

  describe(`two windows at ${name}`, () => {
    beforeEach(startAfresh);

    it("lease one number once, and the second is told what the first has done", async () => {
      const other = await anotherWindow();
      await sandboxControl.hold(leaseOperation);
      const quote = await other.client.quote(account, e164(number));
      const leasing = other.client.lease(quote);
      await until(
        "the other window has begun",
        async () => (await other.client.operations({ account, states: ["sent"] })).length > 0,
      );
      // Nothing is asked: that one agreed to it already.
      const waiting = during(/is being leased already/, sandboxControl.letGo);
      const script = [pick(name), type(number), waiting];
      const { told, confirmed } = await runCommand("leaseline.lease", ...script);
      assert.deepEqual(confirmed.length, 0);
      assert.match(
        told.map(({ text }) => text).join(),
        /^Leased .* Another window or program was leasing/,
      );
      assert.equal((await leasing).kind, "committed");
      assert.equal(await sandboxControl.writes(), 1);
      await other.close();
    });

    it("join, also when the other one begins while the question is there", async () => {
      const other = await anotherWindow();
      await sandboxControl.hold(leaseOperation);
      const quote = await other.client.quote(account, e164(number));
      let leasing: Promise<unknown> = Promise.resolve();
      const begin = async () => {
        leasing = other.client.lease(quote);
        await until(
          "the other window has begun",
          async () => (await other.client.operations({ account, states: ["sent"] })).length > 0,
        );
      };
      // That one is answered when this one has seen in the ledger that it is there.
      const joined = during(/^Leasing /, sandboxControl.letGo);
      const script = [pick(name), type(number), ...between, yesAfter(begin), joined];
      const { told } = await runCommand("leaseline.lease", ...script);
      assert.match(
        told.map(({ text }) => text).join(),
        /^Leased .* Another window or program was leasing/,
      );
      await leasing;
      assert.equal(await sandboxControl.writes(), 1);
      await other.close();
    });

    it("show each other's operations, and take in what came of them", async () => {
      const other = await anotherWindow();
      await sandboxControl.hold(leaseOperation);
      const quote = await other.client.quote(account, e164(number));
      const leasing = other.client.lease(quote);
      const { list } = await services();
      await until("the row", async () => {
        await list.look();
        return (await words(number)).includes("leasing…");
      });
      await sandboxControl.letGo();
      await leasing;
      await list.look();
      assert.deepEqual(
        list.now.leases.map((lease) => lease.number as string),
        [number],
      );
      await other.close();
    });
  });

  describe(`numbers of ${name}`, () => {
    it("that were leased elsewhere say so, and those from before and from here do not", async () => {
      const { list, store } = await services();
      await startAfresh();
      for (const one of store.list()) await forgetLists(one);
      const [before = ""] = await sandboxControl.leaseMany(id, 1);
      await runCommand("leaseline.refresh");
      await runCommand(
        "leaseline.lease",
        pick(name),
        type(provider.risingNumber),
        ...between,
        yes,
        yes,
      );
      const [elsewhere = ""] = (await sandboxControl.leaseMany(id, 2)).slice(-1);
      await runCommand("leaseline.refresh");
      assert.equal(list.now.leases.length, 4);
      const [apart = []] = treeOf(list.now)
        .flatMap((row) => ("children" in row ? row.children : []))
        .flatMap((row) => (row.kind === "group" ? [row.children.map(({ id: one }) => one)] : []));
      assert.ok(apart.includes(`${account} ${elsewhere}`));
      for (const one of [before, provider.risingNumber])
        assert.ok(!apart.includes(`${account} ${one}`));
      assert.match(await whereLeased(before), /before Leaseline first read/);
      assert.match(await whereLeased(provider.risingNumber), /with Leaseline/);
      assert.match(await whereLeased(elsewhere), /elsewhere/);
    });

    it("stay in sight when they cannot be read, as of when they were", async () => {
      await startAfresh();
      const leased = await sandboxControl.leaseMany(id, 2);
      await runCommand("leaseline.refresh");
      await sandboxControl.fault(listOperation, { html: true, times: "always" });
      await runCommand("leaseline.refresh");
      const { list } = await services();
      assert.deepEqual(
        list.now.leases.map((lease) => lease.number as string),
        leased.toSorted(),
      );
      assert.match(summaryOf(list), /^2 numbers · as of \d/);
    });

    it("show at once as they were last read, when a window opens and the account takes its time", async () => {
      await startAfresh();
      const leased = await sandboxControl.leaseMany(id, 2);
      await runCommand("leaseline.refresh");
      const { list, read } = await openSlowly();
      assert.deepEqual(
        list.now.leases.map((lease) => lease.number as string),
        leased.toSorted(),
      );
      assert.match(summaryOf(list), /^2 numbers · as of \d/);
      await read();
      assert.equal(summaryOf(list), "2 numbers");
    });

    it("keep no other account's numbers waiting", async () => {
      await startAfresh();
      const { store } = await services();
      for (const one of store.list()) await forgetLists(one);
      const [other] = await sandboxControl.leaseMany(otherThan(id), 1);
      const { list, read } = await openSlowly();
      assert.deepEqual(
        list.now.leases.map((lease) => lease.number as string),
        [other],
      );
      assert.equal(summaryOf(list), "being read…");
      assert.equal(list.now.unread, 1);
      await read();
      assert.equal(summaryOf(list), "0 numbers");
      assert.equal(list.now.unread, 0);
    });

    it("are not said to be none before the account was read", async () => {
      const { accounts, store } = await services();
      const list = createLeaseList(accounts);
      await list.load();
      const states: string[] = [];
      list.onChange(() => {
        // That is shown as nothing at all.
        if (list.now.state !== "loading") states.push(list.now.state);
      });
      await sandboxControl.leaseMany(id, 1);
      await runCommand("leaseline.trySandbox");
      // That has read them for the ledger, too.
      for (const one of store.list()) await forgetLists(one);
      await sandboxControl.latency(1000, listOperation);
      await list.load();
      assert.deepEqual([...new Set(states)], ["ready"]);
    });

    /** The list of a window that has just been opened, when it has the first to show; the account is slow. */
    async function openSlowly(): Promise<{ list: LeaseList; read: () => Promise<void> }> {
      await sandboxControl.hold(listOperation);
      const list = createLeaseList((await services()).accounts);
      const shown = new Promise<void>((resolve) => {
        list.onChange(() => {
          if (list.now.state === "ready") resolve();
        });
      });
      const ended = list.load();
      await shown;
      const read = async () => {
        await sandboxControl.letGo();
        await ended;
      };
      return { list, read };
    }

    function summaryOf(list: LeaseList): string {
      const row = treeOf(list.now).find((one) => one.id === account);
      return row ? rowText(row, "en").description : "";
    }
  });
}

function otherThan(id: "contiguity" | "sinch"): "contiguity" | "sinch" {
  return id === "sinch" ? "contiguity" : "sinch";
}
