import { constants } from "node:fs";
import { open } from "node:fs/promises";
import * as vscode from "vscode";
import type { EnvFile, EnvFiles } from "../../use/add-to-env.js";
import { isIgnoredByGit } from "../../use/git-ignore.js";
import { inFolders } from "../../use/in-folders.js";
import { translate } from "../../words/translate.js";

interface Found extends EnvFile {
  readonly uri: vscode.Uri;
}

/** Examples of such files are shared with others, and hold nobody's own values. */
const isEnv = (name: string) =>
  /^\.env(\.[\w.-]+)?$/.test(name) && !/\.(example|sample|template|dist|defaults?)$/.test(name);
const maxBytes = 1_000_000;
// A mark at the beginning stays: it is a part of the file.
const decoder = () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The `.env` files at the top of the workspace's folders, on disk or from afar. */
export function envFiles(): EnvFiles<Found> {
  return {
    obstacle: () => {
      if (!vscode.workspace.isTrusted) return "not-trusted";
      return vscode.workspace.workspaceFolders?.length ? null : "no-folder";
    },
    list: () => inFolders(vscode.workspace.workspaceFolders ?? [], filesIn),
    read: async ({ uri, exists }) => {
      if (isBeingEdited(uri)) return null;
      return exists ? readText(uri) : "";
    },
    preview: ({ name, uri }, before, after) =>
      previewTexts({ name, path: uri.path }, before, after),
    write: async ({ uri, exists }, before, after) => {
      try {
        if (!exists) return await create(uri, after);
        if (isBeingEdited(uri) || (await readText(uri)) !== before) return "changed-meanwhile";
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(after));
        return "written";
      } catch (error) {
        if (error instanceof vscode.FileSystemError) return { why: error.message };
        throw error;
      }
    },
  };
}

async function filesIn(
  { uri: folder }: vscode.WorkspaceFolder,
  prefix: string,
): Promise<readonly Found[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const there = entries
    .filter(([name, type]) => (type & vscode.FileType.File) !== 0 && isEnv(name))
    .map(([name]) => name);
  // A virtual environment of Python is often a folder of that name.
  const isTaken = entries.some(([name]) => name === ".env" && !there.includes(name));
  const hasGit = entries.some(([name]) => name === ".git");
  const gitignore = hasGit ? await readText(vscode.Uri.joinPath(folder, ".gitignore")) : null;
  const names = [...new Set([isTaken ? ".env.local" : ".env", ...there])].toSorted();
  return names.map((name) => ({
    name: prefix + name,
    uri: vscode.Uri.joinPath(folder, name),
    exists: there.includes(name),
    isIgnored: hasGit ? isIgnoredByGit(gitignore ?? "", name) : null,
  }));
}

/** Null where there is no such text. */
async function readText(uri: vscode.Uri): Promise<string | null> {
  try {
    // A pipe would keep whoever reads it waiting for ever.
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > maxBytes) return null;
    return decoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

/** One that nobody else may read, where the system knows of that; never over one that has come meanwhile. */
async function create(uri: vscode.Uri, text: string): Promise<"written" | "changed-meanwhile"> {
  if (uri.scheme === "file") {
    try {
      const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
      const file = await open(uri.fsPath, flags, 0o600);
      try {
        await file.writeFile(text);
      } finally {
        await file.close();
      }
      return "written";
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "EEXIST") return "changed-meanwhile";
      throw new vscode.FileSystemError(message);
    }
  }
  if ((await readText(uri)) !== null) return "changed-meanwhile";
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return "written";
}

/** With changes that are not on disk. */
function isBeingEdited(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((one) => one.isDirty && isSame(one.uri, uri));
}

function isSame(left: vscode.Uri, right: vscode.Uri): boolean {
  return left.toString() === right.toString();
}

const scheme = "leaseline-preview";
let previews = 0;

/** Shows two texts side by side, as a file would change; resolves to what takes them away again. */
async function previewTexts(
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
