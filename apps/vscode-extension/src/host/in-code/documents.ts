import * as vscode from "vscode";
import { maxBytes, schemes, syntaxOf } from "../../in-code/syntaxes.js";
import type { Syntax } from "../../in-code/scan-line.js";
import { type Place, type ScannedDocument, scanDocument } from "../../in-code/scanned-document.js";

/** An open document that is looked into. */
export interface ReadDocument {
  readonly document: vscode.TextDocument;
  readonly syntax: Syntax;
  places(): readonly Place[];
}

export interface ReadDocuments {
  readonly all: () => readonly ReadDocument[];
  readonly find: (document: vscode.TextDocument) => ReadDocument | null;
  readonly dispose: () => void;
}

interface Entry extends ReadDocument {
  readonly scanned: ScannedDocument;
  /** In UTF-16 units. */
  length: number;
}

/** Keeps the numbers of all open documents, as they are typed. Told of each document that has changed. */
export function readDocuments(changed: (document: vscode.TextDocument) => void): ReadDocuments {
  const entries = new Map<vscode.TextDocument, Entry>();

  const open = (document: vscode.TextDocument) => {
    entries.delete(document);
    const entry = read(document);
    if (entry) entries.set(document, entry);
    changed(document);
  };
  vscode.workspace.textDocuments.forEach(open);

  const change = ({ document, contentChanges }: vscode.TextDocumentChangeEvent) => {
    const entry = entries.get(document);
    if (!entry || contentChanges.length === 0) return;
    entry.length += contentChanges.reduce((sum, one) => sum + one.text.length - one.rangeLength, 0);
    if (entry.length > maxBytes) {
      open(document);
      return;
    }
    // From the first line to the last one that was touched, as they were; what is between them is read as well.
    const first = Math.min(...contentChanges.map(({ range }) => range.start.line));
    const last = Math.max(...contentChanges.map(({ range }) => range.end.line));
    const removed = last - first + 1;
    const added = removed + document.lineCount - entry.scanned.lineCount;
    const lines = Array.from(
      { length: Math.max(added, 0) },
      (_, index) => document.lineAt(first + index).text,
    );
    entry.scanned.change({ first, removed, lines });
    changed(document);
  };

  const events = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidCloseTextDocument((document) => {
      entries.delete(document);
      changed(document);
    }),
    vscode.workspace.onDidChangeTextDocument(change),
  );
  return {
    all: () => [...entries.values()],
    find: (document) => entries.get(document) ?? null,
    dispose: () => events.dispose(),
  };
}

/** Null for a document that is not looked into. */
function read(document: vscode.TextDocument): Entry | null {
  const { uri, languageId } = document;
  const syntax = syntaxOf({ path: uri.path, languageId });
  if (!syntax || !schemes.includes(uri.scheme)) return null;
  const text = document.getText();
  if (text.length > maxBytes) return null;
  const scanned = scanDocument(text.split(/\r\n|\r|\n/), syntax);
  return { document, syntax, scanned, length: text.length, places: () => scanned.places() };
}
