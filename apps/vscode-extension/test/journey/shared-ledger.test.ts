import type { AccountIdentity } from "@leaseline/core";
import { postgresLedger } from "@leaseline/ledger-postgres";
import { startPostgres } from "@leaseline/postgres-host";
import { quickInput, runCommand, toast, treeRow } from "@leaseline/vscode-host";
import { afterAll, describe, expect } from "vitest";
import { e164, exampleLease } from "../support/examples.js";
import { journey, opened } from "../support/journey/journey.js";

const server = await startPostgres({ settings: ["fsync=off"] }, (reason) =>
  console.warn(`Without PostgreSQL, journeys are skipped: ${reason}.`),
);
afterAll(() => server?.close());
const theirs = {
  identity: "contiguity|https://api.contiguity.com|theirs" as AccountIdentity,
  account: "theirs",
};

journey.beforeEach(opened);

describe.skipIf(server === null)("a person whose team has a ledger", () => {
  journey("shares it, sees what the others hold, and that while it is away", async ({ stage }) => {
    const { page, home } = stage;
    const connection = server?.connection ?? "";
    const others = postgresLedger({ connection, folder: `${home}-others` });
    const number = e164("+13055550190");
    const held = exampleLease({ number, account: "theirs", label: "Support line" });
    await others.keepList(theirs, [held], await others.position());
    await others.close();

    await runCommand(page, "Phone Numbers: Use a Shared Ledger…");
    const box = quickInput(page);
    await box.message.filter({ hasText: "without a password" }).waitFor();
    await box.type(connection);
    await stage.shoot("shared-ledger-address");
    await box.accept();
    await box.message.filter({ hasText: "secret storage" }).waitFor();
    await box.accept();
    await toast(page, "The ledger was chosen").waitFor();
    await stage.shoot("shared-ledger-chosen");
    await stage.restart();
    const row = treeRow(page, "Support line");
    await row.waitFor();
    await stage.shoot("shared-ledger-numbers");
    expect(await row.innerText()).toContain("of an account that is not connected here");
    await row.click({ button: "right" });
    const menu = page.locator(".monaco-menu:visible");
    await menu.getByText("Add Account…").waitFor();
    await stage.shoot("shared-ledger-menu");
    // Nothing else can be done about it here.
    expect(await menu.getByRole("menuitem").count()).toBe(1);
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });

    // It is told by itself that it is away, with what it said last, and that it is back.
    await server?.stop("fast");
    const away = page.getByText("The ledger cannot be reached");
    await away.waitFor();
    await stage.shoot("shared-ledger-away");
    expect(await away.innerText()).toContain("What it said at");
    expect(await row.isVisible()).toBe(true);
    await server?.start();
    await away.waitFor({ state: "detached" });
  });
});
