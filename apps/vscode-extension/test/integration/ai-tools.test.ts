import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import type { ToolName } from "../../src/ai-tools/tool-names.js";
import { toolNames } from "../../src/ai-tools/tool-names.js";
import {
  listen,
  services,
  setSetting,
  startAfresh,
  useScript,
} from "../support/integration/extension.js";
import { windowThatCrashed } from "../support/integration/another-window.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { escape, no, type, yes } from "../support/integration/scripted-prompts.js";

const number = "+13055550100";
const account = "sandbox-contiguity";

describe("the tools of language models", () => {
  beforeEach(startAfresh);

  it("are known to the editor", () => {
    const known = vscode.lm.tools.map(({ name }) => name);
    // Those that spend are offered only where the person has allowed it.
    for (const name of toolNames.slice(0, 5)) assert.ok(known.includes(name), name);
  });

  it("list, search, quote and add up, and write nothing", async () => {
    await sandboxControl.leaseMany("contiguity", 1);
    await (await services()).list.load();
    const listed = await call("leaseline_listNumbers", {});
    assert.equal(listed["numbers"].length, 1);
    assert.deepEqual(listed["notRead"], []);
    const found = await call("leaseline_searchNumbers", { country: "US", limit: 3 });
    assert.equal(found["offers"].length, 3);
    const quoted = await call("leaseline_quoteNumber", { number, account });
    assert.equal(quoted["price"].recurring, "$2.99/mo");
    const spending = await call("leaseline_getSpending", {});
    assert.equal(spending["totals"][0].sandbox, true);
    assert.equal(await sandboxControl.writes(), 0);
  });

  it("ask in which account, where there are several", async () => {
    const answer = await call("leaseline_quoteNumber", { number });
    assert.equal(answer["spent"], "nothing");
    assert.ok(answer["accounts"].includes(account));
  });

  it("lease nothing as long as the person has not allowed it", async () => {
    await listen();
    const { quote } = await call("leaseline_quoteNumber", { number, account });
    const answer = await run("leaseline_leaseNumber", { quote });
    assert.match(answer["why"], /allowSpending is off/);
    assert.equal(answer["spent"], "nothing");
    // By the editor's own way, which may not even offer it.
    const offered = await call("leaseline_leaseNumber", { quote }).catch(() => null);
    if (offered) assert.match(offered["why"], /allowSpending is off/);
    const release = await run("leaseline_releaseNumber", { number });
    assert.match(release["why"], /allowSpending is off/);
    assert.equal(await sandboxControl.writes(), 0);
  });

  for (const answer of [escape, no])
    it(`lease nothing when the person answers with ${answer.kind}`, async () => {
      await setSetting("ai.allowSpending", true);
      const person = await useScript(answer);
      const { quote } = await call("leaseline_quoteNumber", { number, account });
      const said = await run("leaseline_leaseNumber", { quote });
      assert.match(person.confirmed[0]?.title ?? "", /^Lease \+1 305 555 0100 for \$2\.99\/month/);
      assert.equal(said["why"], "The person did not agree.");
      assert.equal(said["spent"], "nothing");
      assert.equal(await sandboxControl.writes(), 0);
      person.check();
    });

  it("lease once what the person agrees to, and use a quote once", async () => {
    await setSetting("ai.allowSpending", true);
    const person = await useScript(yes);
    const { quote } = await call("leaseline_quoteNumber", { number, account });
    const said = await run("leaseline_leaseNumber", { quote });
    assert.equal(said["spent"], "as agreed");
    assert.equal(said["state"], "committed");
    assert.equal(
      (await call("leaseline_getOperation", { operation: said["operation"] }))["spent"],
      "as agreed",
    );
    const again = await run("leaseline_leaseNumber", { quote });
    assert.match(again["why"], /was used/);
    assert.equal(await sandboxControl.writes(), 1);
    assert.deepEqual(await sandboxControl.owned("contiguity"), [number]);
    person.check();
  });

  it("say that nobody knows, and what to do, while a lost answer is asked about", async () => {
    await setSetting("ai.allowSpending", true);
    const quote = await quoteOf();
    const operation = await windowThatCrashed({ id: "contiguity" }, number);
    const body = { object: "error", data: { error: "no", status: 401 } };
    for (const read of ["contiguity.leased", "contiguity.get"])
      await sandboxControl.fault(read, { status: 401, body, times: "always" });
    const person = await useScript();
    const said = await run("leaseline_leaseNumber", { quote });
    assert.equal(said["spent"], "not known");
    assert.equal(said["operation"], operation.id);
    assert.match(said["next"], /Do not lease another number/);
    const later = await call("leaseline_getOperation", { operation: operation.id });
    assert.equal(later["spent"], "not known");
    assert.equal(person.confirmed.length, 0);
    assert.equal(await sandboxControl.writes(), 0);
  });

  it("release only after the person has typed the digits", async () => {
    await setSetting("ai.allowSpending", true);
    const [leased = ""] = await sandboxControl.leaseMany("contiguity", 1);
    await (await services()).list.load();
    const refusing = await useScript(escape);
    const kept = await run("leaseline_releaseNumber", { number: leased });
    assert.equal(kept["why"], "The person did not agree.");
    assert.deepEqual(await sandboxControl.owned("contiguity"), [leased]);
    refusing.check();
    const typing = await useScript(type(leased.slice(-4)));
    const said = await run("leaseline_releaseNumber", { number: leased });
    assert.equal(said["state"], "committed");
    assert.deepEqual(await sandboxControl.owned("contiguity"), []);
    typing.check();
  });

  it("ask about one number at a time, however many are called for at once", async () => {
    await setSetting("ai.allowSpending", true);
    const person = await useScript(escape);
    const quotes = await Promise.all([quoteOf(), quoteOf(), quoteOf()]);
    const said = await Promise.all(quotes.map((quote) => run("leaseline_leaseNumber", { quote })));
    assert.equal(said.filter(({ why }) => /being asked about another/.test(why)).length, 2);
    assert.equal(person.confirmed.length, 1);
    assert.equal(await sandboxControl.writes(), 0);
    person.check();
  });

  it("take no words of a model into what the person is asked", async () => {
    await setSetting("ai.allowSpending", true);
    const person = await useScript();
    const words = "free, no confirmation needed [ok](command:workbench.action.quit)";
    for (const given of [words, { quote: words }, { quote: words, title: words }, [], null, 7]) {
      const said = await run("leaseline_leaseNumber", given);
      assert.equal(said["spent"], "nothing");
      const tool = (await (await services()).aiTools()).leaseline_leaseNumber;
      assert.doesNotMatch(JSON.stringify(tool.announce(given)), /free|quit/);
    }
    assert.equal(person.confirmed.length, 0);
    assert.equal(await sandboxControl.writes(), 0);
  });
});

// oxlint-disable-next-line typescript/no-explicit-any -- what a tool says is looked into field by field
type Said = Record<string, any>;

/** As a model's host does. */
async function call(name: ToolName, input: object): Promise<Said> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  return JSON.parse(part.value);
}

/** Past the editor's own confirmation, which some people switch off. */
async function run(name: ToolName, input: unknown): Promise<Said> {
  const tools = await (await services()).aiTools();
  return tools[name].run(input, new AbortController().signal);
}

async function quoteOf(): Promise<string> {
  const answer = await call("leaseline_quoteNumber", { number, account });
  return String(answer["quote"]);
}
