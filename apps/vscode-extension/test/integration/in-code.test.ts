import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import {
  runCommand,
  services,
  setSetting,
  showText,
  startAfresh,
  until,
} from "../support/integration/extension.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { escape, pick } from "../support/integration/scripted-prompts.js";

const free = "+13055550100";

describe("numbers in code", () => {
  let leased = "";
  beforeEach(async () => {
    await startAfresh();
    [leased = ""] = await sandboxControl.leaseMany("contiguity", 1);
    await runCommand("leaseline.refresh");
    await (await services()).inCode();
  });

  it("are told of by a hover: label or number, price, state, and what can be done", async () => {
    const document = await open(`send(from_ = "${leased}")`);
    const text = await hoverThatComes(document, 16);
    assert.match(text, /\\\$[\d\\.]+\\\/mo · active/);
    assert.match(text, /\[Copy\]\(command:leaseline\.inCode\.copy\?/);
    assert.match(text, /\[Details\]\(command:leaseline\.showDetails\?/);
    assert.equal(await hover(document, 2), "");
  });

  it("have no link in their hover that a label has brought", async () => {
    const { list } = await services();
    const [lease] = list.now.leases;
    assert.ok(lease);
    const document = await open(`"${leased}"`);
    const links = (await hoverThatComes(document, 5)).match(/\]\([^)]*\)/g) ?? [];
    assert.ok(links.length > 0);
    for (const link of links) assert.match(link, /^\]\(command:leaseline\./);
  });

  it("are warned of where a sender is not leased, until it is", async () => {
    const document = await showText(`send({ from: "${free}", to: "${free}" });`, "typescript");
    await until("one warning", () => problems(document).length === 1);
    const [problem] = problems(document);
    assert.ok(problem);
    assert.match(problem.message, /is not leased in any of your accounts/);
    assert.deepEqual([problem.range.start.line, problem.range.start.character], [0, 14]);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, problem.range, leased);
    await vscode.workspace.applyEdit(edit);
    await until("no warning", () => problems(document).length === 0);
  });

  it("are warned of once, whatever else is looked at: what is said anew ends a quick fix that was asked for", async () => {
    const still = await open(`send(sender="${free}")`);
    await until("one warning", () => problems(still).length === 1);
    const other = await open("send()");
    const heard: string[] = [];
    const hearing = vscode.languages.onDidChangeDiagnostics(({ uris }) =>
      heard.push(...uris.map(String)),
    );
    try {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(other.uri, new vscode.Position(0, 5), `sender="${free}"`);
      await vscode.workspace.applyEdit(edit);
      await until("the other's warning", () => heard.includes(other.uri.toString()));
      assert.ok(!heard.includes(still.uri.toString()));
    } finally {
      hearing.dispose();
    }
  });

  it("are not warned of where they are switched off, and again where they are on", async () => {
    const document = await open(`send(from_ = "${free}")`);
    await until("one warning", () => problems(document).length === 1);
    await setSetting("inCode.enabled", false);
    await until("none", () => problems(document).length === 0);
    assert.equal(await hover(document, 16), "");
    await setSetting("inCode.enabled", true);
    await until("one again", () => problems(document).length === 1);
  });

  it("stay where they are in a file that is changed in many places at once, and back", async () => {
    const lines = ["# first", `send(from_ = "${free}")`, "call()", "# last"];
    const document = await open(lines.join("\n"));
    const where = () => problems(document).map(({ range }) => range.start.line);
    await until("one warning", () => where().join() === "1");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), "# a\n# b\n");
    edit.delete(document.uri, new vscode.Range(2, 0, 3, 0));
    edit.insert(document.uri, new vscode.Position(3, 7), `\nsend(from_ = "${free}")`);
    await vscode.workspace.applyEdit(edit);
    await until("two warnings", () => where().join() === "3,5");
    await vscode.commands.executeCommand("undo");
    await until("one again", () => where().join() === "1");
    await vscode.commands.executeCommand("redo");
    await until("and two", () => where().join() === "3,5");
  });

  it("have quick fixes: use a leased one, which costs nothing, lease it, ignore it", async () => {
    const document = await open(`send(from_ = "${free}")`);
    await until("one warning", () => problems(document).length === 1);
    const fixes = await quickFixes(document);
    const titles = fixes.map(({ title }) => title);
    assert.match(titles.join(), /^Use \+1[^,]+,Lease \+1[^,]+,Ignore /);
    const [use] = fixes;
    assert.ok(use?.edit);
    await vscode.workspace.applyEdit(use.edit);
    assert.equal(document.getText(), `send(from_ = "${leased}")`);
    await until("no warning", () => problems(document).length === 0);
  });

  it("are leased from there by the same question as everywhere, and by nothing else", async () => {
    const document = await open(`send(from_ = "${free}")`);
    await until("one warning", () => problems(document).length === 1);
    const fix = (await quickFixes(document)).find(({ title }) => title.startsWith("Lease +1"));
    assert.equal(fix?.command?.command, "leaseline.lease");
    const on = fix.command.arguments?.[0];
    const { confirmed } = await runCommand(
      { id: "leaseline.lease", on },
      pick("Contiguity"),
      escape,
    );
    assert.match(confirmed[0]?.title ?? "", /^Lease \+1 305 555 0100 for \$/);
    assert.equal(await sandboxControl.writes(), 0);
  });

  it("are ignored in this workspace, and not any more", async () => {
    const document = await open(`send(from_ = "${free}")`);
    await until("one warning", () => problems(document).length === 1);
    await vscode.commands.executeCommand("leaseline.inCode.ignore", free);
    await until("none", () => problems(document).length === 0);
    assert.match(await hover(document, 16), /Ignored in this workspace/);
    await vscode.commands.executeCommand("leaseline.inCode.stopIgnoring", free);
    await until("one again", () => problems(document).length === 1);
  });

  it("are completed in quotes of a sender, and not in any others", async () => {
    const document = await open('send(from_ = "", text = "")');
    assert.deepEqual(await completions(document, 14), [leased]);
    assert.deepEqual(await completions(document, 25, '"'), []);
  });

  it("are told of in the cells of a notebook, and mended there", async () => {
    const cells = [leased, free].map(
      (number) =>
        new vscode.NotebookCellData(
          vscode.NotebookCellKind.Code,
          `send(from_="${number}")`,
          "python",
        ),
    );
    const notebook = await vscode.workspace.openNotebookDocument(
      "jupyter-notebook",
      new vscode.NotebookData(cells),
    );
    await vscode.window.showNotebookDocument(notebook);
    const [held, strange] = notebook.getCells().map(({ document }) => document);
    assert.ok(held && strange);
    await until("one warning", () => problems(strange).length === 1);
    assert.deepEqual(problems(held), []);
    assert.match(await hoverThatComes(held, 14), /active/);
    const use = (await quickFixes(strange)).find(({ title }) => title.startsWith("Use +1"));
    assert.ok(use?.edit);
    await vscode.workspace.applyEdit(use.edit);
    await until("no warning", () => problems(strange).length === 0);
    assert.equal(strange.getText(), held.getText());
  });

  it("take nothing but a number from a link, whoever calls", async () => {
    for (const id of ["copy", "ignore", "stopIgnoring", "useLeased"])
      for (const value of [undefined, null, {}, "x", "+1; rm", ["+13055550123"]])
        await vscode.commands.executeCommand(`leaseline.inCode.${id}`, value, value);
  });
});

/**
 * In a language for which nobody else here has anything to say: where another extension begins to while the editor
 * asks, as that of TypeScript does once it has started, the editor answers with nothing of anybody's.
 */
function open(content: string): Promise<vscode.TextDocument> {
  return showText(content, "python");
}

function problems(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "Leaseline");
}

/** The editor takes a document, and who says something about it, in its own time. */
async function hoverThatComes(document: vscode.TextDocument, character: number): Promise<string> {
  let text = "";
  await until("the hover", async () => (text = await hover(document, character)) !== "");
  return text;
}

async function hover(document: vscode.TextDocument, column: number): Promise<string> {
  const at = new vscode.Position(0, column);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    at,
  );
  const texts = hovers.flatMap(({ contents }) =>
    contents.map((one) => (typeof one === "string" ? one : one.value)),
  );
  return texts.filter((one) => one.includes("leaseline.")).join("\n");
}

async function quickFixes(document: vscode.TextDocument): Promise<readonly vscode.CodeAction[]> {
  const [problem] = problems(document);
  assert.ok(problem);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    problem.range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

async function completions(
  document: vscode.TextDocument,
  column: number,
  trigger?: string,
): Promise<readonly string[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    new vscode.Position(0, column),
    trigger,
  );
  return items
    .map(({ insertText }) => (typeof insertText === "string" ? insertText : ""))
    .filter((text) => text.startsWith("+"));
}
