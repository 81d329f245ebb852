import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandIds } from "./command-ids.js";

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: unknown;
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly category: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<
      Record<string, readonly { command: string; group: string; when?: string }[]>
    >;
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope: string }>>;
    };
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly completionEvents: readonly string[] }[];
    }[];
    readonly viewsWelcome: readonly { readonly contents: string }[];
  };
}
const file = join(import.meta.dirname, "..", "..", "package.json");
const { capabilities, contributes } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
const words = JSON.parse(readFileSync(file.replace(/\.json$/, ".nls.json"), "utf8")) as Readonly<
  Record<string, string>
>;
const { commands, menus, viewsWelcome } = contributes;

describe("the manifest", () => {
  it("contributes every command there is, and no other", () => {
    const contributed = commands.map(({ command }) => command);
    expect(contributed.toSorted()).toEqual([...commandIds].toSorted());
  });

  it("has all commands under one category", () => {
    expect(new Set(commands.map(({ category }) => category))).toEqual(new Set(["%phoneNumbers%"]));
  });

  it("never releases a number by one click in its row", () => {
    const releases = Object.entries(menus)
      .flatMap(([menu, entries]) => (menu === "commandPalette" ? [] : entries))
      .filter(({ command }) => command === "leaseline.release");
    expect(releases.map(({ group }) => group)).toEqual(["9_danger@1", "9_danger@1"]);
  });

  it("has a menu for a selection that has rows of accounts and groups in it, too", () => {
    // The editor shows what all selected rows have in common.
    const beside = (menus["view/item/context"] ?? [])
      .filter(({ when }) => when?.includes("listMultiSelection && viewItem =~ /^(?!lease)/"))
      .map(({ command }) => command);
    expect(beside).toEqual(["leaseline.copyNumber", "leaseline.protect", "leaseline.release"]);
  });

  it("lets no workspace lift a limit or redirect a key", () => {
    const { properties } = contributes.configuration;
    expect(Object.keys(properties)).toContain("leaseline.spending.monthlyCaps");
    const lenient = Object.keys(properties).filter(
      (name) => properties[name]?.scope !== "application",
    );
    // What is told of numbers in code costs nothing, and one may not want it in one folder.
    expect(lenient).toEqual(["leaseline.inCode.enabled"]);
    // And one that is not trusted says nothing at all.
    const { supported, restrictedConfigurations } = capabilities.untrustedWorkspaces;
    expect([supported, restrictedConfigurations]).toEqual(["limited", lenient]);
  });

  it("offers in the palette only what can be done", () => {
    const noAccount = "leaseline.state != 'no-account'";
    const offered = (id: string) =>
      menus["commandPalette"]?.find(({ command }) => command === `leaseline.${id}`)?.when;
    const all = commandIds.map((id) => id.replace("leaseline.", ""));
    const without = (when: string | undefined) => all.filter((id) => offered(id) === when);
    // What is about an account is offered once there is one, and what is about a number likewise.
    expect(without(undefined)).toEqual([
      "addAccount",
      "trySandbox",
      "useSharedLedger",
      "useOwnLedger",
      "showLog",
    ]);
    expect(without(noAccount)).toEqual([
      "updateKey",
      "removeAccount",
      "search",
      "repeatSearch",
      "lease",
      "renameAccount",
      "production",
      "checkAccount",
      "refresh",
      "showPricing",
    ]);
    expect(without(`${noAccount} && leaseline.state != 'empty'`)).toEqual([
      "release",
      "label",
      "protect",
      "unprotect",
      "setDefault",
      "groupBy",
      "checkAgain",
      "stopChecking",
      "copyNumber",
      "addToEnv",
      "insertNumber",
      "insertSnippet",
      "showDetails",
    ]);
    // What only a row can ask for.
    expect(without("false")).toEqual(["showMore", "reloadWindow"]);
  });

  it("has every menu of a number in an order of its own", () => {
    const places = (menus["view/item/context"] ?? [])
      .filter(({ when }) => when?.includes("/^lease/"))
      .map(({ group }) => group);
    expect(new Set(places).size).toBe(places.length);
  });

  it("ticks off the account of the first steps once there is one, and not once it was asked for", () => {
    const [connect] = contributes.walkthroughs[0]?.steps ?? [];
    expect(connect?.completionEvents).toEqual([
      "onContext:leaseline.state =~ /^(empty|ready|failed)$/",
    ]);
  });

  it.each(commandIds)("has %s also where the workspace is not trusted", (id) => {
    const conditions = [
      commands.find(({ command }) => command === id)?.enablement,
      ...Object.values(menus)
        .flat()
        .flatMap(({ command, when }) => (command === id ? [when] : [])),
    ];
    expect(conditions.filter((when) => /trust/i.test(when ?? ""))).toEqual([]);
  });

  it("leads from its menus and welcomes only to commands that exist", () => {
    const linked = viewsWelcome.flatMap(({ contents }) =>
      [...(words[contents.slice(1, -1)] ?? "").matchAll(/\(command:([^)]+)\)/g)].map(
        ([, id = ""]) => id,
      ),
    );
    const inMenus = Object.values(menus)
      .flat()
      .map(({ command }) => command);
    const known: readonly string[] = commandIds;
    expect([...linked, ...inMenus].filter((id) => !known.includes(id))).toEqual([]);
  });
});
