const vscode = require("vscode");

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("fixture.greet", async () => {
      const colour = await vscode.window.showQuickPick(["Red", "Green", "Blue"], {
        title: "Colour",
      });
      if (!colour) return;
      const name = await vscode.window.showInputBox({ title: "Name", prompt: "Whom?" });
      if (!name) return;
      const answer = await vscode.window.showWarningMessage(
        `Greet ${name}?`,
        { modal: true, detail: "Nothing is charged." },
        "Greet",
      );
      if (answer) vscode.window.showInformationMessage(`${colour} greetings, ${name}!`);
    }),
    vscode.commands.registerCommand("fixture.panel", () => {
      const panel = vscode.window.createWebviewPanel(
        "fixture.panel",
        "Panel",
        vscode.ViewColumn.One,
        {
          enableScripts: true,
        },
      );
      panel.webview.html =
        "<button onclick=\"this.textContent='Pressed'\">Press</button><p>Plain words</p>";
    }),
    vscode.window.registerTreeDataProvider("fixture.items", {
      getTreeItem: (item) => new vscode.TreeItem(item),
      getChildren: () => [process.env.FIXTURE_ITEM ?? "One", "Two"],
    }),
  );
};
