import { LeaseError } from "@leaseline/core";
import type { Prompts } from "../prompts/prompts.js";
import { describeFailure, translate } from "../words/translate.js";
import { type ToolAnswer, type ToolTools, refused } from "./tool.js";

/** What a person was told while a flow ran. */
export interface Overheard {
  readonly prompts: Prompts;
  readonly told: readonly string[];
  /** Whether they have agreed to something: what came after that may have spent. */
  hasAgreed(): boolean;
}

/** Lets one call at a time ask the person, and none where tools are not allowed to. */
export function spendingGate({ maySpend, prompts }: Pick<ToolTools, "maySpend" | "prompts">) {
  let isOpen = false;
  return async (
    signal: AbortSignal,
    work: (overheard: Overheard) => Promise<ToolAnswer>,
  ): Promise<ToolAnswer> => {
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
    const overheard = overhear(prompts, () => !signal.aborted && maySpend());
    try {
      return await work(overheard);
    } catch (error) {
      const { happened, next } = describeFailure(
        LeaseError.isInstance(error) ? error.failure : { kind: "defect", detail: "" },
      );
      return overheard.hasAgreed() ? unclear(happened) : refused(happened, next);
    } finally {
      isOpen = false;
    }
  };
}

export type SpendingGate = ReturnType<typeof spendingGate>;

/** Asks only as long as it is wanted: a call may be stopped, and the setting switched off, at any moment. */
function overhear(prompts: Prompts, isWanted: () => boolean): Overheard {
  const told: string[] = [];
  const tell: Prompts["tell"] = (notice) => {
    told.push(notice.text);
    prompts.tell(notice);
  };
  let hasAgreed = false;
  const agreed = (): boolean => {
    if (isWanted()) return (hasAgreed = true);
    const text = translate("This was called off meanwhile. Nothing was done.");
    tell({ text });
    return false;
  };
  return {
    told,
    hasAgreed: () => hasAgreed,
    prompts: {
      ...prompts,
      pick: async (question) => (isWanted() ? prompts.pick(question) : cancelled),
      confirm: async (question) => isWanted() && (await prompts.confirm(question)) && agreed(),
      type: async (question) => {
        const typed = isWanted() ? await prompts.type(question) : cancelled;
        return typed.kind !== "answered" || agreed() ? typed : cancelled;
      },
      tell,
    },
  };
}

const cancelled = { kind: "cancelled" } as const;

/** Of what broke off after the person had agreed. */
function unclear(why: string): ToolAnswer {
  return {
    done: false,
    why,
    spent: "not known",
    next: "Do not lease or release anything in its place. Look at the list of leased numbers, and tell the person.",
  };
}

/** What the person answered with no. */
export function declined(): ToolAnswer {
  return refused(
    "The person did not agree.",
    "Do not ask again, nor about another number, unless the person asks for it.",
  );
}
