import * as vscode from "vscode";
import { type HoverAction, type HoverText, actionWords } from "../../in-code/hover.js";
import type { KnownNumber } from "../../in-code/known-numbers.js";
import type { Place } from "../../in-code/scanned-document.js";
import { asMarkdown } from "../as-written.js";

export interface HoverTarget {
  readonly place: Place;
  readonly known: KnownNumber | null;
  /** The open operation, as a row of the tree hands it to a command. */
  readonly operation: { readonly id: string } | null;
}

/** A hover whose links are ours alone: whatever a provider or a person has named is plain text in it. */
export function hoverOf({ title, lines, actions }: HoverText, target: HoverTarget): vscode.Hover {
  const text = new vscode.MarkdownString();
  text.supportHtml = false;
  text.supportThemeIcons = false;
  const links = actions.map((action) => ({
    words: actionWords(action),
    ...linkOf(action, target),
  }));
  text.isTrusted = { enabledCommands: links.map(({ command }) => command) };
  text.appendMarkdown(`**${asMarkdown(title)}**\n\n`);
  for (const line of lines) text.appendMarkdown(`${asMarkdown(line)}\n\n`);
  text.appendMarkdown(
    links
      .map(({ words, command, value }) => {
        const values = encodeURIComponent(JSON.stringify([value]));
        return `[${asMarkdown(words)}](command:${command}?${values})`;
      })
      .join(" · "),
  );
  return new vscode.Hover(text, rangeOf(target.place));
}

function linkOf(action: HoverAction, { place, known, operation }: HoverTarget) {
  const { number } = place;
  const lease = { lease: { account: known?.lease.account ?? null, number } };
  switch (action) {
    case "copy":
      return { command: "leaseline.inCode.copy", value: number };
    case "details":
      return { command: "leaseline.showDetails", value: lease };
    case "pricing":
      return { command: "leaseline.showPricing", value: lease };
    case "check-again":
      return { command: "leaseline.checkAgain", value: { operation: { id: operation?.id } } };
    case "lease":
      return { command: "leaseline.lease", value: { number } };
    case "stop-ignoring":
      return { command: "leaseline.inCode.stopIgnoring", value: number };
  }
}

export function rangeOf({ line, start, end }: Place): vscode.Range {
  return new vscode.Range(line, start, line, end);
}
