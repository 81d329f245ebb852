const assert = require("node:assert");
const vscode = require("vscode");

/** What VS Code calls; a rejection makes the run exit with 1. */
exports.run = async () => {
  await vscode.extensions.getExtension("leaseline.fixture").activate();
  const commands = await vscode.commands.getCommands(true);
  assert.ok(commands.includes("fixture.greet"));
  console.log(`greeting: ${process.env.FIXTURE_GREETING}`);
  console.log(`folder: ${vscode.workspace.workspaceFolders?.[0]?.uri.fsPath}`);
  // A suite that does not end by itself.
  if (process.env.FIXTURE_GREETING === "for ever") await new Promise(() => {});
  assert.strictEqual(process.env.FIXTURE_GREETING, "hello");
};
