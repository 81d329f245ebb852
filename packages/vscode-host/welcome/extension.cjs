// Installed beside Leaseline by `npm start`: a person lands where Leaseline is, and not in an empty Explorer.
const vscode = require("vscode");

/** @param {vscode.ExtensionContext} context */
exports.activate = async ({ globalState }) => {
  if (globalState.get("shown")) return;
  await globalState.update("shown", true);
  await vscode.commands.executeCommand("workbench.view.extension.leaseline");
  await vscode.commands.executeCommand(
    "workbench.action.openWalkthrough",
    "leaseline.leaseline#first-steps",
  );
};
