import type { ConnectedAccount, Feature, LeaseOptions } from "@leaseline/core";
import { featureWords } from "../words/lease-words.js";
import type { Answer, Prompts } from "../prompts/prompts.js";
import { translate } from "../words/translate.js";

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
      title: translate("Lease a Number"),
      placeholder: translate("What is the number for?"),
      canGoBack,
      choices: [
        {
          label: translate("Decide later"),
          description: translate("connect it in {0} when you know", name),
          value: [],
        },
        ...possible.map((one) => ({
          label: featureWords([one.feature]),
          description: translate("needs the {0}", translate(one.idName)),
          value: [one],
        })),
        ...(possible.length > 1
          ? [
              {
                label: listOf(possible.map(({ feature }) => featureWords([feature]))),
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
    const idName = translate(wanted[ids.length]?.idName ?? "");
    const typed = await prompts.type({
      title: translate("Lease a Number"),
      prompt: idName,
      canGoBack: true,
      check: (text) =>
        text.trim() === ""
          ? translate("The {0} is needed; go back to decide later.", idName)
          : null,
    });
    if (typed.kind === "answered") ids.push(typed.value.trim());
    else if (typed.kind === "cancelled" || ids.length === 0) return typed;
    else ids.pop();
  }
  const connect = wanted.map(({ feature }, index) => [feature, ids[index] ?? ""] as const);
  return { kind: "answered", value: Object.fromEntries(connect) };
}

/** `SMS and Voice`, of which there are two at most at any provider so far. */
function listOf(names: readonly string[]): string {
  return names.reduce((left, right) => translate("{0} and {1}", left, right));
}
