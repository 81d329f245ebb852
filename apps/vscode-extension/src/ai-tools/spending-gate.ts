import type { Prompts } from "../prompts/prompts.js";
import { type ToolAnswer, type ToolTools, refused } from "./tool.js";

/** What a person was told while a flow ran. */
export interface Overheard {
  readonly prompts: Prompts;
  readonly told: readonly string[];
}

/** Lets one call at a time ask the person, and none where tools are not allowed to. */
export function spendingGate({ maySpend, prompts }: Pick<ToolTools, "maySpend" | "prompts">) {
  let isOpen = false;
  return async (work: (overheard: Overheard) => Promise<ToolAnswer>): Promise<ToolAnswer> => {
    if (!maySpend())
      return refused(
        "The setting leaseline.ai.allowSpending is off: tools may not lease or release.",
        "Tell the person that they can do it with the commands of Phone Numbers. Do not change the setting.",
      );
    if (isOpen)
      return refused(
        "The person is being asked about another number.",
        "Wait for the answer to that, and do not ask about several numbers at once.",
      );
    isOpen = true;
    try {
      return await work(overhear(prompts));
    } finally {
      isOpen = false;
    }
  };
}

export type SpendingGate = ReturnType<typeof spendingGate>;

function overhear(prompts: Prompts): Overheard {
  const told: string[] = [];
  return {
    told,
    prompts: {
      ...prompts,
      tell: (notice) => {
        told.push(notice.text);
        prompts.tell(notice);
      },
    },
  };
}

/** What the person answered with no. */
export function declined(): ToolAnswer {
  return refused(
    "The person did not agree.",
    "Do not ask again, nor about another number, unless the person asks for it.",
  );
}
