import type { LeaseClient, Quote } from "@leaseline/core";
import { featureWords } from "../words/lease-words.js";
import type { Answer, Choice, Prompts } from "../prompts/prompts.js";
import { translate } from "../words/translate.js";
import { type Connection, type TargetTools, askForTarget } from "./connection-target.js";
import type { KeptTarget, KeptTargets } from "./kept-targets.js";

export interface PurposeTools {
  readonly prompts: Prompts;
  /** Whether there is a question before it. */
  readonly canGoBack: boolean;
  /** What numbers were connected to before. */
  readonly targets: KeptTargets;
}

/** Of those that were used before, as many are offered at once. */
const mostKept = 5;

/** Asks what a number is for, where the provider connects it to something. Later is always an answer. */
export async function askForConnections(
  client: Pick<LeaseClient, "accounts" | "connectionTargets">,
  { account, offer: { features } }: Quote,
  { prompts, canGoBack, targets }: PurposeTools,
): Promise<Answer<readonly KeptTarget[]>> {
  const found = client.accounts.find(({ id }) => id === account);
  const possible = found?.capabilities.connections.filter(({ feature }) =>
    features.includes(feature),
  );
  if (!found || !possible || possible.length === 0) return { kind: "answered", value: [] };
  const kept = targets.of(account);
  const told = (signal: AbortSignal) => client.connectionTargets(account, { signal });
  for (;;) {
    const wanted = await prompts.pick<Purpose>({
      title: translate("Lease a Number"),
      placeholder: translate("What is the number for?"),
      canGoBack,
      choices: purposes(found.name, possible, kept),
    });
    if (wanted.kind !== "answered") return wanted;
    if (wanted.value.kind === "kept") return { kind: "answered", value: [wanted.value.target] };
    const chosen = await askForTargets(wanted.value.connections, { prompts, kept, told });
    if (chosen.kind !== "back") return chosen;
  }
}

type Purpose =
  | { readonly kind: "kept"; readonly target: KeptTarget }
  /** What is to be asked for, one by one; none for later. */
  | { readonly kind: "asked"; readonly connections: readonly Connection[] };

function purposes(
  name: string,
  possible: readonly Connection[],
  kept: readonly KeptTarget[],
): readonly Choice<Purpose>[] {
  const known = kept.flatMap((target) => {
    const connection = possible.find(({ feature }) => feature === target.feature);
    return connection ? [{ target, connection }] : [];
  });
  const group = known.length > 0 ? translate("something else") : undefined;
  const asked = (connections: readonly Connection[], description?: string): Choice<Purpose> => ({
    label: listOf(connections.map(({ feature }) => featureWords([feature]))),
    description,
    group,
    value: { kind: "asked", connections },
  });
  return [
    ...known
      .slice(0, mostKept)
      .map(({ target, connection: { feature, idName } }): Choice<Purpose> => ({
        label: target.label,
        description: [
          featureWords([feature]),
          [translate(idName), target.label === target.id ? "" : target.id]
            .filter(Boolean)
            .join(" "),
        ].join(" · "),
        group: translate("used before"),
        value: { kind: "kept", target },
      })),
    {
      ...asked([], translate("connect it in {0} when you know", name)),
      label: translate("Decide later"),
    },
    ...possible.map((one) => asked([one], translate("needs the {0}", translate(one.idName)))),
    ...(possible.length > 1 ? [asked(possible)] : []),
  ];
}

async function askForTargets(
  wanted: readonly Connection[],
  tools: TargetTools,
): Promise<Answer<readonly KeptTarget[]>> {
  const targets: KeptTarget[] = [];
  while (targets.length < wanted.length) {
    const connection = wanted[targets.length];
    if (!connection) break;
    const chosen = await askForTarget(connection, tools);
    if (chosen.kind === "answered") targets.push(chosen.value);
    else if (chosen.kind === "cancelled" || targets.length === 0) return chosen;
    else targets.pop();
  }
  return { kind: "answered", value: targets };
}

/** `SMS and Voice`, of which there are two at most at any provider so far. */
function listOf(names: readonly string[]): string {
  return names.length === 0
    ? ""
    : names.reduce((left, right) => translate("{0} and {1}", left, right));
}
