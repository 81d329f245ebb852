import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { commandIds } from "../src/host/command-ids.js";
import { theExtension } from "./extension.js";

const longestMs = 25;

export function activationTests(): void {
  describe("activation", () => {
    it("succeeds", async () => {
      await theExtension().activate();
      assert.equal(theExtension().isActive, true);
    });

    it(`loads and activates within ${longestMs} ms by the host's own marks`, () => {
      const loadMs = msBetween("willLoadExtensionCode", "didLoadExtensionCode");
      const activateMs = msBetween("willActivateExtension", "didActivateExtension");
      // Activation includes loading where the host marks it so; the longer way is the one to hold.
      process.stdout.write(`load ${loadMs} ms, activate ${activateMs} ms\n`);
      assert.ok(loadMs + activateMs <= longestMs, `load ${loadMs} ms + activate ${activateMs} ms`);
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
