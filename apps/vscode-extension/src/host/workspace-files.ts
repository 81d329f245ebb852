import type { E164 } from "@leaseline/core";
import * as vscode from "vscode";
import { type Occurrences, writtenForms } from "../release/occurrences.js";

/** More files would keep a person waiting for the question. */
const mostFiles = 2000;
const patienceMs = 2000;
const mostBytes = 1_000_000;
const without = "**/{node_modules,.git,dist,out,build,.venv}/**";

/** Where numbers occur in the files of this workspace, for as long as a person can be kept waiting. */
export async function numbersInWorkspace(numbers: readonly E164[]): Promise<Occurrences> {
  if (!vscode.workspace.workspaceFolders?.length) return { kind: "no-workspace" };
  if (!vscode.workspace.isTrusted) return { kind: "untrusted" };
  const until = Date.now() + patienceMs;
  const ended = new vscode.CancellationTokenSource();
  const timer = setTimeout(() => ended.cancel(), patienceMs);
  try {
    const files = await vscode.workspace.findFiles("**/*", without, mostFiles + 1, ended.token);
    const forms = numbers.map((number) => [number, writtenForms(number)] as const);
    const found = new Map<E164, string[]>();
    let whole = files.length <= mostFiles && !ended.token.isCancellationRequested;
    for (const file of files.slice(0, mostFiles)) {
      if (Date.now() > until) {
        whole = false;
        break;
      }
      const text = await textOf(file);
      if (text === null) whole = false;
      else
        for (const [number, form] of forms)
          if (form.test(text))
            found.set(number, [
              ...(found.get(number) ?? []),
              vscode.workspace.asRelativePath(file),
            ]);
    }
    return { kind: "searched", files: found, whole };
  } finally {
    clearTimeout(timer);
    ended.dispose();
  }
}

/**
 * A file that is large holds no number that somebody typed. Null for one that cannot be read, or not by the name that
 * is told of it, as where that has a line break.
 */
async function textOf(file: vscode.Uri): Promise<string | null> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > mostBytes) return "";
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return null;
  }
}
