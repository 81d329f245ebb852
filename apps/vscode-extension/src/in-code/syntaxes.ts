import type { Syntax } from "./scan-line.js";

/** The languages whose files are looked into, by the editor's names of them. */
export const syntaxes: ReadonlyMap<string, Syntax> = new Map([
  ["typescript", "code"],
  ["typescriptreact", "code"],
  ["javascript", "code"],
  ["javascriptreact", "code"],
  ["json", "code"],
  ["jsonc", "code"],
  ["python", "hash-comments"],
  ["yaml", "hash-comments"],
  ["dotenv", "env"],
]);

/** `.env`, `.env.local`, `production.env`: whatever language the editor takes them for. */
export const envPattern = "**/{.env,.env.*,*.env}";
const envName = /(^|[\\/])(\.env(\.[^\\/]*)?|[^\\/]*\.env)$/;

/** How a document is written; null for one that is not looked into. */
export function syntaxOf({
  path,
  languageId,
}: {
  readonly path: string;
  readonly languageId: string;
}): Syntax | null {
  return envName.test(path) ? "env" : (syntaxes.get(languageId) ?? null);
}

/**
 * Where documents may come from: disk, nowhere yet, a repository that is looked at from afar, or the other side of a
 * remote window (WSL, SSH, a container), while the extension runs where the window is; and the cells of a notebook,
 * from wherever that comes.
 */
export const schemes: readonly string[] = [
  "file",
  "untitled",
  "vscode-vfs",
  "vscode-remote",
  "vscode-notebook-cell",
];

/** A file beyond it is data, and is left alone. */
export const maxBytes = 1_000_000;
