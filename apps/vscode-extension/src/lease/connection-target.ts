import type { ConnectedAccount, ConnectionTarget } from "@leaseline/core";
import type { Answer, Choice, Prompts } from "../prompts/prompts.js";
import { numberCount } from "../words/count-words.js";
import { translate } from "../words/translate.js";
import type { KeptTarget } from "./kept-targets.js";

export type Connection = ConnectedAccount["capabilities"]["connections"][number];

export interface TargetTools {
  readonly prompts: Prompts;
  /** What numbers of the account were connected to before, the last used first. */
  readonly kept: readonly KeptTarget[];
  /** What the provider tells of. */
  readonly told: (signal: AbortSignal) => Promise<readonly ConnectionTarget[]>;
}

/** Asks what one feature is connected to: what was used before, what the provider tells of, or another one, which is typed. */
export async function askForTarget(
  connection: Connection,
  { prompts, kept, told }: TargetTools,
): Promise<Answer<KeptTarget>> {
  for (;;) {
    const chosen = await prompts.pick<KeptTarget | null>({
      title: translate("Lease a Number"),
      placeholder: translate("To what is it to be connected? ({0})", translate(connection.idName)),
      canGoBack: true,
      choices: {
        async *grow(signal) {
          const mine = kept.filter(({ feature }) => feature === connection.feature);
          yield targetChoices(mine, []);
          // What cannot be told can be typed.
          const more = await told(signal).catch(() => []);
          yield targetChoices(
            mine,
            more.filter(({ feature }) => feature === connection.feature),
          );
        },
      },
    });
    if (chosen.kind !== "answered") return chosen;
    if (chosen.value) return { kind: "answered", value: chosen.value };
    const typed = await typeTarget(connection, prompts);
    if (typed.kind !== "back") return typed;
  }
}

/** The other one stands before what is told later, so that nothing comes under a person's hand. */
function targetChoices(
  kept: readonly KeptTarget[],
  told: readonly ConnectionTarget[],
): readonly Choice<KeptTarget | null>[] {
  const before = new Set(kept.map(({ id }) => id));
  const fresh = told.filter(({ id }) => !before.has(id));
  return [
    ...kept.map((target) => ({
      label: target.label,
      description: target.label === target.id ? "" : target.id,
      group: translate("used before"),
      value: target,
    })),
    {
      label: translate("Another one…"),
      icon: "edit",
      group: kept.length > 0 ? translate("something else") : undefined,
      value: null,
    },
    ...fresh.map(({ feature, id, name, numbers }) => ({
      label: name ?? id,
      description: [name === null ? "" : id, numbers === 0 ? "" : numberCount(numbers)]
        .filter(Boolean)
        .join(" · "),
      group: translate("used by numbers of the account"),
      value: { feature, id, label: name ?? id },
    })),
  ];
}

/** Asks for the id, and then for a word for it, which may be left out. */
async function typeTarget(connection: Connection, prompts: Prompts): Promise<Answer<KeptTarget>> {
  const idName = translate(connection.idName);
  let id = "";
  for (;;) {
    const typed = await prompts.type({
      title: translate("Lease a Number"),
      prompt: idName,
      value: id,
      canGoBack: true,
      check: (text) =>
        text.trim() === ""
          ? translate("The {0} is needed; go back to decide later.", idName)
          : null,
    });
    if (typed.kind !== "answered") return typed;
    id = typed.value.trim();
    const named = await prompts.type({
      title: translate("Lease a Number"),
      prompt: translate("What do you call it? Press Enter alone to keep the ID."),
      placeholder: translate("for example {0}", translate("Support bot")),
      canGoBack: true,
      check: () => null,
    });
    if (named.kind === "cancelled") return named;
    if (named.kind === "answered") {
      const label = named.value.trim() || id;
      return { kind: "answered", value: { feature: connection.feature, id, label } };
    }
  }
}
