import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { openLink, runCommand, startAfresh } from "../support/integration/extension.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { escape, no, pick, pickNumber } from "../support/integration/scripted-prompts.js";

const number = "+13055550100";
const link = (rest: string) => vscode.Uri.parse(`vscode://leaseline.leaseline${rest}`);

describe("a link into the editor", () => {
  beforeEach(startAfresh);

  it("opens a search where it says, and leads to the same question", async () => {
    const script = [pick("Contiguity"), pickNumber(number), no];
    const { confirmed } = await openLink(link("/search?country=US"), ...script);
    assert.match(confirmed[0]?.title ?? "", /^Lease \+1 305 555 0100 for \$/);
    assert.equal(await sandboxControl.writes(), 0);
  });

  it("opens it with the digits and the features that it says, as if they had been typed and chosen", async () => {
    const script = [pick("Contiguity"), pickNumber(number), no];
    const asked = "/search?country=US&features=sms&digits=(305)%20555-0100";
    const { confirmed, picks } = await openLink(link(asked), ...script);
    const results = picks.at(-1);
    assert.equal(results?.typed, "3055550100");
    assert.deepEqual(
      results.buttons?.().flatMap(({ label, on }) => (on ? label : [])),
      ["Only Numbers with SMS"],
    );
    assert.equal(confirmed.length, 1);
    assert.equal(await sandboxControl.writes(), 0);
  });

  it("opens what can be repeated, which buys no more than it does", async () => {
    const script = [pick("Contiguity"), pickNumber(number), no];
    await openLink(link("/search?country=US&digits=3055550100"), ...script);
    const { picks } = await runCommand("leaseline.repeatSearch", pickNumber(number), no);
    assert.equal(picks.length, 1);
    assert.equal(picks[0]?.typed, "3055550100");
    assert.equal(await sandboxControl.writes(), 0);
  });

  it("asks for the country that it does not say in a way that is understood", async () => {
    const script = [pick("Contiguity"), pick("United States"), escape];
    await openLink(link("/search?country=%24(check)"), ...script);
    assert.equal(await sandboxControl.writes(), 0);
  });

  for (const rest of [
    `/lease?number=${encodeURIComponent(number)}`,
    `/search/../lease?number=${encodeURIComponent(number)}&confirm=yes`,
    "/leaseline.lease",
    "",
  ])
    it(`buys nothing, and asks nothing, when it leads to ${rest || "nothing"}`, async () => {
      const { confirmed, told } = await openLink(link(rest));
      assert.equal(confirmed.length, 0);
      assert.match(told[0]?.text ?? "", /^This link/);
      assert.equal(await sandboxControl.writes(), 0);
    });
});
