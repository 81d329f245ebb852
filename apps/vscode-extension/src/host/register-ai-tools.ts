import * as vscode from "vscode";
import { toolNames } from "../ai-tools/tool-names.js";
import type { AiTool } from "../ai-tools/tool.js";
import { asMarkdown, asWritten } from "./as-written.js";
import type { Workbench } from "./workbench.js";

/** Gives the tools to language models; what is behind them is loaded with the first call. */
export function registerAiTools(workbench: () => Promise<Workbench>): vscode.Disposable {
  const find = async (name: (typeof toolNames)[number]): Promise<AiTool> =>
    (await (await workbench()).aiTools())[name];
  return vscode.Disposable.from(
    ...toolNames.map((name) =>
      vscode.lm.registerTool<unknown>(name, {
        prepareInvocation: async ({ input }) => {
          const { doing, confirm } = (await find(name)).announce(input);
          const invocationMessage = new vscode.MarkdownString(asMarkdown(doing));
          if (!confirm) return { invocationMessage };
          const message = new vscode.MarkdownString(asMarkdown(confirm.message));
          return {
            invocationMessage,
            confirmationMessages: { title: asWritten(confirm.title), message },
          };
        },
        invoke: async ({ input }, token) => {
          const stop = new AbortController();
          const cancel = token.onCancellationRequested(() => stop.abort());
          try {
            const answer = await (await find(name)).run(input, stop.signal);
            const text = JSON.stringify(answer, null, 1);
            return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
          } finally {
            cancel.dispose();
          }
        },
      }),
    ),
  );
}
