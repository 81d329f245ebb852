import type * as vscode from "vscode";
import type { ToolName } from "../ai-tools/tool-names.js";
import type { AiTool } from "../ai-tools/tool.js";
import { pickLease } from "../commands/pick-lease.js";
import { releaseCommand } from "../commands/release.js";
import { translate } from "../words/translate.js";
import type { AllTools } from "./all-tools.js";
import { doneOnce } from "./done-once.js";
import type { InCode } from "./in-code/in-code.js";
import { mayAiSpend } from "./settings.js";

/** What is loaded when it is first asked for. */
export interface LaterParts {
  /** What is told of numbers in code. */
  readonly inCode: () => Promise<InCode>;
  /** What language models can call. */
  readonly aiTools: () => Promise<Record<ToolName, AiTool>>;
}

export function laterParts(
  tools: AllTools,
  {
    context,
    report,
  }: {
    readonly context: Pick<vscode.ExtensionContext, "workspaceState" | "subscriptions">;
    readonly report: (error: unknown) => void;
  },
): LaterParts {
  const { list, accounts, prompts, actions, locale } = tools;
  const openInCode = async () => {
    const { createInCode } = await import("./in-code/in-code.js");
    const inCode = createInCode({
      list,
      copy: actions.copy,
      pickLeased: () => pickLease(undefined, translate("Use a Leased Number"), tools),
      workspaceState: context.workspaceState,
      locale,
      report,
    });
    context.subscriptions.push(inCode);
    return inCode;
  };
  const openAiTools = async () => {
    const [{ aiTools }, { keptQuotes }, { searchOver }, { leaseIn }] = await Promise.all([
      import("../ai-tools/ai-tools.js"),
      import("../ai-tools/kept-quotes.js"),
      import("../search/search-accounts.js"),
      import("../commands/lease.js"),
    ]);
    return aiTools({
      accounts,
      list,
      search: searchOver(accounts),
      prompts,
      quotes: keptQuotes(),
      maySpend: mayAiSpend,
      // The same as behind the commands: it asks, whoever calls.
      lease: (target, overheard) => leaseIn(target, false, { ...tools, prompts: overheard }),
      release: (lease, overheard) => releaseCommand({ ...tools, prompts: overheard })({ lease }),
      locale,
    });
  };
  return { inCode: doneOnce(openInCode), aiTools: doneOnce(openAiTools) };
}
