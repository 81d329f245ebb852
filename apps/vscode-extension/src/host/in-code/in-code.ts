import * as vscode from "vscode";
import type { E164, Lease } from "@leaseline/core";
import { completionsOf, gapAt } from "../../in-code/completions.js";
import { hoverText } from "../../in-code/hover.js";
import { type KnownNumbers, knownNumbers } from "../../in-code/known-numbers.js";
import { notesOf } from "../../in-code/notes.js";
import { type Problem, problemsOf } from "../../in-code/problems.js";
import type { LeaseList } from "../../leases-view/lease-list.js";
import { asWritten } from "../as-written.js";
import { readDocuments } from "./documents.js";
import { hoverOf, rangeOf } from "./hovers.js";
import { inCodeCommands } from "./in-code-commands.js";
import { ignoredNumbers } from "./ignored-numbers.js";
import { createNotes } from "./note-decorations.js";
import { quickFixes } from "./quick-fixes.js";
import { inCodeSelector, isInCodeOn } from "./switch.js";

export interface InCodeTools {
  readonly list: LeaseList;
  readonly copy: (number: E164) => void;
  /** Asks for one of the leased numbers. */
  readonly pickLeased: () => Promise<Lease | null>;
  readonly workspaceState: vscode.Memento;
  readonly locale: string;
  readonly report: (error: unknown) => void;
}

/** What is told of numbers in code, in all open documents. */
export interface InCode {
  complete(
    document: vscode.TextDocument,
    position: vscode.Position,
    asked: boolean,
  ): vscode.CompletionList | undefined;
  /** What is said against numbers of a document now. */
  problems(document: vscode.TextDocument): readonly Problem[];
  dispose(): void;
}

const source = "Leaseline";
/** Until the typing has come to rest. */
const restMs = 150;

export function createInCode(tools: InCodeTools): InCode {
  const { list, copy, pickLeased, workspaceState, locale, report } = tools;
  const diagnostics = vscode.languages.createDiagnosticCollection("leaseline");
  const notes = createNotes();
  const ignored = ignoredNumbers(workspaceState);
  const context = { isIgnored: ignored.has, locale };

  let of: LeaseList["now"] | null = null;
  let known: KnownNumbers | null = null;
  const numbers = (): KnownNumbers => {
    if (of !== list.now || !known) known = knownNumbers((of = list.now));
    return known;
  };

  const problems = (document: vscode.TextDocument): readonly Problem[] => {
    const places = isInCodeOn() ? documents.find(document)?.places() : undefined;
    return places?.length ? problemsOf(places, numbers(), context) : [];
  };

  let isAsked = false;
  const ask = () => {
    if (isAsked) return;
    isAsked = true;
    list.whole().catch(report);
  };

  let waiting: NodeJS.Timeout | null = null;
  const show = () => {
    waiting = null;
    if (isInCodeOn() && documents.all().some((one) => one.places().length > 0)) ask();
    for (const { document } of documents.all()) {
      const found = problems(document).map(diagnosticOf);
      // Setting the same diagnostics again would end the quick fix that a person has just asked for.
      if (JSON.stringify(found) === JSON.stringify(diagnostics.get(document.uri) ?? [])) continue;
      diagnostics.set(document.uri, found);
    }
    for (const editor of vscode.window.visibleTextEditors) {
      const places = isInCodeOn() ? (documents.find(editor.document)?.places() ?? []) : [];
      notes.show(editor, notesOf(places, places.length > 0 ? numbers() : noNumbers, locale));
    }
  };
  const showSoon = () => {
    if (waiting) clearTimeout(waiting);
    waiting = setTimeout(show, restMs);
  };
  const documents = readDocuments((document) => {
    if (document.isClosed) diagnostics.delete(document.uri);
    showSoon();
  });
  list.onChange(showSoon);
  ignored.onChange(showSoon);

  const all = vscode.Disposable.from(
    diagnostics,
    notes,
    documents,
    { dispose: () => waiting && clearTimeout(waiting) },
    vscode.window.onDidChangeVisibleTextEditors(showSoon),
    vscode.workspace.onDidGrantWorkspaceTrust(showSoon),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("leaseline.inCode")) show();
    }),
    vscode.languages.registerHoverProvider(inCodeSelector, {
      provideHover: (document, position) => {
        const place = isInCodeOn()
          ? documents
              .find(document)
              ?.places()
              .find((one) => rangeOf(one).contains(position))
          : undefined;
        if (!place) return undefined;
        const text = hoverText(place, numbers(), context);
        const { number } = place;
        const target = {
          place,
          known: numbers().find(number),
          operation: numbers().find(number)?.row.operation ?? numbers().operation(number),
        };
        return text ? hoverOf(text, target) : undefined;
      },
    }),
    vscode.languages.registerCodeActionsProvider(
      inCodeSelector,
      {
        provideCodeActions: (document, range) =>
          problems(document)
            .filter(({ place }) => rangeOf(place).intersection(range))
            .flatMap((problem) => quickFixes(document, problem, numbers(), diagnosticOf(problem))),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    inCodeCommands({ copy, pickLeased, ignored }),
  );
  showSoon();

  return {
    problems,
    complete: (document, position, asked) => {
      const read = isInCodeOn() ? documents.find(document) : null;
      if (!read) return undefined;
      const line = document.lineAt(position).text;
      const gap = gapAt(line, position.character, read.syntax, asked);
      if (!gap) return undefined;
      ask();
      const range = new vscode.Range(position.line, gap.start, position.line, gap.end);
      const typed = line.slice(gap.start, position.character);
      const items = completionsOf(numbers(), typed, locale).map((one) => {
        const label = { label: one.label, description: asWritten(one.description) };
        const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Value);
        item.detail = asWritten(one.detail);
        item.sortText = one.order;
        // Found by any of its digits: what fits has been chosen already.
        item.filterText = typed || one.number;
        item.insertText = one.number;
        item.range = range;
        return item;
      });
      return new vscode.CompletionList(items, true);
    },
    dispose: () => all.dispose(),
  };
}

const noNumbers: KnownNumbers = {
  find: () => null,
  operation: () => null,
  all: [],
  isWhole: false,
};

function diagnosticOf({ place, kind, message }: Problem): vscode.Diagnostic {
  const severity =
    kind === "releasing"
      ? vscode.DiagnosticSeverity.Information
      : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(rangeOf(place), asWritten(message), severity);
  diagnostic.source = source;
  diagnostic.code = kind;
  return diagnostic;
}
