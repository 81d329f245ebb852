import { strict as assert } from "node:assert";
import { sep } from "node:path";
import * as vscode from "vscode";
import { commandIds } from "../../src/host/command-ids.js";
import { theExtension } from "./extension.js";

/** What it may take where nothing else runs. Beside other suites, the machine is given some more. */
const quietMs = 15;
const busyMs = 250;

export function activationTests(): void {
  describe("activation", () => {
    it("succeeds", async () => {
      await theExtension().activate();
      assert.equal(theExtension().isActive, true);
    });

    it("loads the one small file for it, and nothing of what is behind the commands", () => {
      const folder = `${theExtension().extensionPath}${sep}dist${sep}`;
      const loaded = Object.keys(require.cache).filter((file) => file.startsWith(folder));
      assert.deepEqual(loaded, [`${folder}extension.cjs`]);
    });

    it(`loads and activates within ${busyMs} ms by the host's own marks`, () => {
      const loadMs = msBetween("willLoadExtensionCode", "didLoadExtensionCode");
      const activateMs = msBetween("willActivateExtension", "didActivateExtension");
      // Activation includes loading where the host marks it so; the longer way is the one to hold.
      const took = `load ${loadMs} ms, activate ${activateMs} ms`;
      process.stdout.write(`${took}; the budget of a quiet machine is ${quietMs} ms\n`);
      assert.ok(loadMs + activateMs <= busyMs, took);
    });

    it("registers every command that package.json contributes, and no other", async () => {
      const contributed = contributedCommands();
      assert.deepEqual([...commandIds].toSorted(), contributed.toSorted());
      const registered = new Set(await vscode.commands.getCommands(true));
      assert.deepEqual(
        contributed.filter((id) => !registered.has(id)),
        [],
      );
    });
  });
}

function contributedCommands(): readonly string[] {
  const { contributes } = theExtension().packageJSON as {
    contributes: { commands: readonly { command: string }[] };
  };
  return contributes.commands.map(({ command }) => command);
}

interface PerformanceMark {
  readonly name: string;
  readonly startTime: number;
}

function msBetween(from: string, to: string): number {
  const { MonacoPerformanceMarks } = globalThis as {
    MonacoPerformanceMarks?: { getMarks(): readonly PerformanceMark[] };
  };
  const at = (name: string) => {
    const mark = MonacoPerformanceMarks?.getMarks().find(
      (one) => one.name === `code/extHost/${name}/leaseline.leaseline`,
    );
    assert.ok(mark, `the host has no mark ${name}`);
    return mark.startTime;
  };
  return at(to) - at(from);
}
