import type { ConnectedAccount, Feature, LeaseOptions } from "@leaseline/core";
import { featureWords } from "../words/lease-words.js";
import type { Answer, Prompts } from "../prompts/prompts.js";

type Connections = NonNullable<LeaseOptions["connect"]>;

/**
 * Asks what a number is for, where the provider connects it to something. Later is always an answer.
 * @param canGoBack - whether there is a question before it.
 */
export async function askForConnections(
  { name, capabilities: { connections } }: ConnectedAccount,
  features: readonly Feature[],
  { prompts, canGoBack }: { readonly prompts: Prompts; readonly canGoBack: boolean },
): Promise<Answer<Connections>> {
  const possible = connections.filter(({ feature }) => features.includes(feature));
  if (possible.length === 0) return { kind: "answered", value: {} };
  for (;;) {
    const wanted = await prompts.pick<readonly (typeof possible)[number][]>({
      title: "Lease a Number",
      placeholder: "What is the number for?",
      canGoBack,
      choices: [
        { label: "Decide later", description: `connect it in ${name} when you know`, value: [] },
        ...possible.map((one) => ({
          label: featureWords([one.feature]),
          description: `needs the ${one.idName}`,
          value: [one],
        })),
        ...(possible.length > 1
          ? [
              {
                label: possible.map(({ feature }) => featureWords([feature])).join(" and "),
                value: possible,
              },
            ]
          : []),
      ],
    });
    if (wanted.kind !== "answered") return wanted;
    const typed = await askForIds(wanted.value, prompts);
    if (typed.kind !== "back") return typed;
  }
}

async function askForIds(
  wanted: ConnectedAccount["capabilities"]["connections"],
  prompts: Prompts,
): Promise<Answer<Connections>> {
  const ids: string[] = [];
  while (ids.length < wanted.length) {
    const idName = wanted[ids.length]?.idName ?? "";
    const typed = await prompts.type({
      title: "Lease a Number",
      prompt: idName,
      canGoBack: true,
      check: (text) =>
        text.trim() === "" ? `The ${idName} is needed; go back to decide later.` : null,
    });
    if (typed.kind === "answered") ids.push(typed.value.trim());
    else if (typed.kind === "cancelled" || ids.length === 0) return typed;
    else ids.pop();
  }
  const connect = wanted.map(({ feature }, index) => [feature, ids[index] ?? ""] as const);
  return { kind: "answered", value: Object.fromEntries(connect) };
}
