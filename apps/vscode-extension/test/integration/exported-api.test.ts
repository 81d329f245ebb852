import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import type { LeaselineApi } from "../../src/api.js";
import type { TestingApi } from "../../src/extension.js";
import { exportedApi } from "../../src/host/exported-api.js";
import { runCommand, services, startAfresh, until } from "../support/integration/extension.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { pick, type } from "../support/integration/scripted-prompts.js";

/** As another extension gets it, which knows the types and nothing else. */
async function api(): Promise<LeaselineApi> {
  const extension = vscode.extensions.getExtension<LeaselineApi>("leaseline.leaseline");
  assert.ok(extension);
  return extension.activate();
}

describe("what other extensions get", () => {
  beforeEach(startAfresh);

  it("is the numbers of all accounts, with what people have said of them", async () => {
    const [one = ""] = await sandboxControl.leaseMany("contiguity", 1);
    const [other = ""] = await sandboxControl.leaseMany("sinch", 1);
    await runCommand("leaseline.refresh");
    const row = { lease: { account: "sandbox-contiguity", number: one } };
    await runCommand({ id: "leaseline.label", on: row }, type("Support line"));
    await runCommand({ id: "leaseline.protect", on: row });
    await runCommand({ id: "leaseline.setDefault", on: row });
    const leaseline = await api();
    assert.equal(leaseline.version, 1);
    const { numbers, complete } = await leaseline.getLeasedNumbers();
    assert.equal(complete, true);
    assert.deepEqual(numbers.map(({ number }) => number).toSorted(), [one, other].toSorted());
    const found = numbers.find(({ number }) => number === one);
    assert.ok(found);
    const { label, isProtected, isWorkspaceDefault, account } = found;
    assert.deepEqual(
      { label, isProtected, isWorkspaceDefault, account },
      {
        label: "Support line",
        isProtected: true,
        isWorkspaceDefault: true,
        account: {
          id: "sandbox-contiguity",
          label: "sandbox",
          production: false,
          sandbox: true,
        },
      },
    );
    assert.doesNotMatch(JSON.stringify(numbers), /key|secret|token/i);
    assert.equal(await sandboxControl.writes(), 0);
  });

  it("says that it is not the whole where an account could not be read", async () => {
    await sandboxControl.fault("sinch.list", { status: 500, times: "always" });
    await runCommand("leaseline.refresh");
    assert.equal((await (await api()).getLeasedNumbers()).complete, false);
  });

  it("is told when something has changed, for as long as it listens", async () => {
    const leaseline = await api();
    let times = 0;
    const listening = leaseline.onDidChangeLeasedNumbers(() => (times += 1));
    await runCommand("leaseline.refresh");
    await until("news", () => times > 0);
    listening.dispose();
    const before = times;
    await runCommand("leaseline.refresh");
    assert.equal(times, before);
  });

  it("is told of changes though it could not be opened at first", async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on("unhandledRejection", note);
    const workbench = await services();
    let isBroken = true;
    const leaseline = exportedApi(async () => {
      if (isBroken) throw new Error("The disk is full.");
      return workbench;
    });
    let told = 0;
    const listening = leaseline.onDidChangeLeasedNumbers(() => (told += 1));
    try {
      await assert.rejects(leaseline.getLeasedNumbers(), /full/);
      isBroken = false;
      await leaseline.getLeasedNumbers();
      await runCommand("leaseline.refresh");
      await until("it is told", () => told > 0);
      assert.deepEqual(unhandled, []);
    } finally {
      listening.dispose();
      process.off("unhandledRejection", note);
    }
  });

  it("can neither lease nor release", async () => {
    const readers = ["getLeasedNumbers", "onDidChangeLeasedNumbers", "version"];
    const names = Object.keys(await api()).filter((name) => !(name in ofTheSuite));
    assert.deepEqual(names.toSorted(), readers);
  });
});

/** What there is in a test run only: the suite's own way in. */
const ofTheSuite: Record<Exclude<keyof TestingApi, keyof LeaselineApi>, true> = {
  usePrompts: true,
  workbench: true,
  reloaded: true,
  openLink: true,
  onRedraw: true,
  folders: true,
  secrets: true,
  activationMs: true,
};

describe("an account", () => {
  beforeEach(startAfresh);

  it("is called otherwise, marked as production in every question, and checked", async () => {
    const account = { kind: "account", id: "sandbox-contiguity" };
    await runCommand({ id: "leaseline.renameAccount", on: account }, type("acme"));
    await runCommand({ id: "leaseline.production", on: account }, pick("Production"));
    const checked = await runCommand({ id: "leaseline.checkAccount", on: account });
    assert.equal(checked.told[0]?.text, "Contiguity · acme (production) accepts its key.");
    const asked = await runCommand(
      "leaseline.lease",
      pick("acme (production)"),
      type("+13055550100"),
      { kind: "say", yes: false },
    );
    assert.ok(asked.confirmed[0]?.detail.includes("Account: Contiguity · acme (production)"));
    await sandboxControl.fault("contiguity.leased", {
      status: 401,
      body: { object: "error", data: { error: "Unauthorized", status: 401 } },
    });
    const refused = await runCommand({ id: "leaseline.checkAccount", on: account });
    assert.match(refused.told[0]?.text ?? "", /cannot be used\. .*did not accept the key/);
    assert.equal(await sandboxControl.writes(), 0);
  });
});
