import { strict as assert } from "node:assert";
import { rename, rm, stat, writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import type { Notice } from "../../src/prompts/prompts.js";
import {
  asPerson,
  runCommand,
  services,
  showText,
  startAfresh,
  until,
} from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import {
  escape,
  pick,
  pickNumber,
  scriptedPrompts,
  type,
  yes,
} from "../support/integration/scripted-prompts.js";

describe("a leased number", () => {
  let leased = "";
  beforeEach(async () => {
    await startAfresh();
    [leased = ""] = await sandboxControl.leaseMany("contiguity", 1);
    await (await services()).list.load();
    await vscode.workspace.fs.delete(env()).then(undefined, () => {});
    await vscode.workspace.fs.delete(file(".env.local")).then(undefined, () => {});
  });

  // Where the editor runs in a browser it saves by itself after a second.
  const autoSave = (value: string | undefined) =>
    vscode.workspace
      .getConfiguration("files")
      .update("autoSave", value, vscode.ConfigurationTarget.Global);
  before(() => autoSave("off"));
  after(() => autoSave(undefined));

  it("comes into a .env file that nobody else may read, and into the same one again", async () => {
    const script = [pickNumber(leased), pick("PHONE_NUMBER"), pick("Write PHONE_NUMBER")];
    await runCommand("leaseline.addToEnv", ...script);
    assert.equal(await read(), `PHONE_NUMBER=${leased}\n`);
    if (process.platform !== "win32") assert.equal((await stat(env().fsPath)).mode & 0o077, 0);
    const { told } = await runCommand(
      "leaseline.addToEnv",
      pickNumber(leased),
      pick("PHONE_NUMBER"),
    );
    assert.match(told[0]?.text ?? "", /Nothing was written/);
    assert.equal(previews().length, 0);
  });

  it("takes the place of another one only after the person has seen both", async () => {
    const before = '# ours\r\nexport SMS_FROM="+19995550100" # main\r\nKEY=a\r\n';
    await write(before);
    const left = [pickNumber(leased), pick("SMS_FROM"), pick("Leave the File")];
    await runCommand("leaseline.addToEnv", ...left);
    assert.equal(await read(), before);
    await runCommand("leaseline.addToEnv", pickNumber(leased), pick("SMS_FROM"), escape);
    assert.equal(await read(), before);
    const replaced = [pickNumber(leased), pick("SMS_FROM"), pick("Replace SMS_FROM")];
    await runCommand("leaseline.addToEnv", ...replaced);
    assert.equal(await read(), before.replace("+19995550100", leased));
    assert.equal(previews().length, 0);
  });

  it("leaves a file alone that has unsaved changes, or is no text", async () => {
    await write("A=1\n");
    const document = await vscode.workspace.openTextDocument(env());
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), "B=2\n");
    await vscode.workspace.applyEdit(edit);
    await until("it is to be saved", () => document.isDirty);
    const { told } = await runCommand("leaseline.addToEnv", pickNumber(leased));
    assert.match(told[0]?.text ?? "", /unsaved changes/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await until("it is as on disk", () => !document.isDirty);
    await vscode.workspace.fs.writeFile(env(), Uint8Array.from([0xff, 0xfe, 0x41]));
    const odd = await runCommand("leaseline.addToEnv", pickNumber(leased));
    assert.match(odd.told[0]?.text ?? "", /was left as it is/);
  });

  it("comes beside a folder that is called .env, as a virtual environment often is", async () => {
    await vscode.workspace.fs.createDirectory(env());
    const script = [pickNumber(leased), pick("PHONE_NUMBER"), pick("Write PHONE_NUMBER")];
    await runCommand("leaseline.addToEnv", ...script);
    await vscode.workspace.fs.delete(env());
    assert.equal(await read(file(".env.local")), `PHONE_NUMBER=${leased}\n`);
  });

  it("is told of in words where the files cannot be read", async () => {
    const away = `${file("").fsPath}-away`;
    await rename(file("").fsPath, away);
    try {
      const { told } = await runCommand("leaseline.addToEnv", pickNumber(leased));
      assert.match(told[0]?.text ?? "", /^A file could not be read or written: ./);
    } finally {
      await rename(away, file("").fsPath);
    }
  });

  it("is said to be where it is before it is released, and not to be nowhere where a file cannot be read", async function () {
    const asked = async () => {
      const script = [pickNumber(leased), escape];
      return (await runCommand("leaseline.release", ...script)).typeQuestions[0]?.prompt ?? "";
    };
    await write(`PHONE_NUMBER=${leased}\n`);
    assert.match(await asked(), /It occurs in this workspace, in \.env\./);
    await vscode.workspace.fs.delete(env());
    assert.doesNotMatch(await asked(), /this workspace/);
    // No name of another system has one.
    if (process.platform === "win32") return this.skip();
    const broken = file("with a line\nbreak.ts").fsPath;
    await writeFile(broken, leased);
    try {
      assert.match(await asked(), /in a part of this workspace only, and not found there\./);
    } finally {
      await rm(broken);
    }
  });

  it("is written at the cursor, and as code in the language of the file", async () => {
    const document = await showText("", "python");
    await runCommand("leaseline.insertNumber", pickNumber(leased));
    assert.equal(document.getText(), leased);
    await runCommand("leaseline.insertSnippet", pickNumber(leased));
    assert.match(document.getText(), /from contiguity import Contiguity/);
    assert.ok(document.getText().includes(`from_="${leased}"`));
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });
});

for (const { id, name, number, between } of providerCases)
  describe(`the notice of a number that was just leased at ${name}`, () => {
    it("has it used, also before the list was read again", async () => {
      await startAfresh();
      await (await services()).list.load();
      const account = `sandbox-${id}`;
      const prompts = scriptedPrompts(pick(name), type(number), ...between, yes);
      const said: string[] = [];
      const tell = async ({ text }: Notice) => {
        said.push(text);
        // In the moment in which it is shown.
        if (said.length === 1)
          await vscode.commands.executeCommand("leaseline.setDefault", {
            lease: { account, number },
          });
      };
      await asPerson({ ...prompts, tell: (notice) => void tell(notice) });
      await vscode.commands.executeCommand("leaseline.lease");
      await until("it is the default", () => said.length > 1);
      prompts.check();
      assert.match(said[1] ?? "", /is the number of this workspace\.$/);
    });
  });

describe("what can only be read", () => {
  const scheme = "leaseline-only-read";
  const texts = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: () => "a log\n",
  });
  after(() => texts.dispose());

  for (const command of ["leaseline.insertNumber", "leaseline.insertSnippet"] as const)
    it(`takes no number, and that is said: ${command}`, async () => {
      await startAfresh();
      const [leased = ""] = await sandboxControl.leaseMany("contiguity", 1);
      await (await services()).list.load();
      const uri = vscode.Uri.from({ scheme, path: "/log.py" });
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      const { told } = await runCommand(command, pickNumber(leased));
      assert.match(told[0]?.text ?? "", /^Open a file, and put the cursor/);
      assert.equal(document.getText(), "a log\n");
    });
});

const file = (name: string): vscode.Uri => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "the suite has no folder");
  return vscode.Uri.joinPath(folder.uri, name);
};
const env = () => file(".env");

async function read(from = env()): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(from));
}

async function write(text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(env(), new TextEncoder().encode(text));
}

function previews(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff);
}
