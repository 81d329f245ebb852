import * as vscode from "vscode";
import { translate } from "../../words/translate.js";

const scheme = "leaseline-preview";
let previews = 0;

/** Shows two texts side by side, as a file would change; resolves to what takes them away again. */
export async function previewTexts(
  { name, path }: { readonly name: string; readonly path: string },
  before: string,
  after: string,
): Promise<() => Promise<void>> {
  previews += 1;
  const uriOf = (side: string) => vscode.Uri.from({ scheme, path, query: `${side}-${previews}` });
  const texts = new Map([
    [uriOf("before").toString(), before],
    [uriOf("after").toString(), after],
  ]);
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()),
  });
  const title = translate("{0}: what would be written", name);
  await vscode.commands.executeCommand("vscode.diff", uriOf("before"), uriOf("after"), title, {
    preview: true,
    preserveFocus: true,
  });
  return async () => {
    const mine = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputTextDiff && texts.has(input.modified.toString()),
      );
    await vscode.window.tabGroups.close(mine);
    provider.dispose();
  };
}
