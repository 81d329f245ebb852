import {
  type Lease,
  type LeaseClient,
  type Settled,
  describeFailure,
  failureOf,
  failureSentence,
} from "@leaseline/core";
import type { LeaseActions } from "../lease/lease-results.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import { formatDate, internationalNumber } from "../leases-view/lease-words.js";
import type { Notice, Prompts } from "../prompts/prompts.js";
import { releaseConfirmation } from "./release-confirmation.js";

export interface ReleaseTools {
  readonly prompts: Prompts;
  readonly client: LeaseClient;
  readonly list: LeaseList;
  readonly actions: LeaseActions;
  readonly locale?: string | undefined;
}

/** The one way to a release: says what it means, has digits typed, and releases once. */
export async function releaseNumber(
  lease: Lease,
  tools: ReleaseTools,
): Promise<"released" | "unknown" | "backed-out" | "failed"> {
  const { prompts, list } = tools;
  const shown = internationalNumber(lease.number);
  if (lease.state === "releasing") {
    const until = lease.endsAt ? ` It ends on ${formatDate(lease.endsAt, tools.locale)}.` : "";
    prompts.tell({
      severity: "information",
      text: `${shown} is being released already.${until}`,
      actions: [],
    });
    return "backed-out";
  }
  if (!(await confirmed(lease, tools))) return "backed-out";
  const settled = await release(lease, tools);
  if (!settled) return "failed";
  prompts.tell(settledNotice(settled, lease, tools));
  if (settled.kind === "committed") list.put(settled.lease);
  await list.load();
  return settled.kind === "committed" ? "released" : "unknown";
}

/** Null when it was refused or not sent, which has been told. */
async function release(
  lease: Lease,
  { prompts, client, actions }: ReleaseTools,
): Promise<Settled | null> {
  const shown = internationalNumber(lease.number);
  try {
    return await prompts.progress(`Releasing ${shown}…`, () => client.release(lease));
  } catch (error) {
    const { happened, next } = describeFailure(failureOf(error));
    prompts.tell({
      severity: "error",
      text: `${shown} was not released, and is still leased. ${happened} ${next}`,
      actions: [{ label: "Show Log", run: actions.showLog }],
    });
    return null;
  }
}

async function confirmed(
  lease: Lease,
  { prompts, client, locale }: ReleaseTools,
): Promise<boolean> {
  const provider = client.accounts.find(({ account }) => account === lease.account);
  const { title, prompt, digits } = releaseConfirmation(
    lease,
    provider?.capabilities.releaseTakesEffect ?? "at-once",
    locale,
  );
  const typed = await prompts.type({
    title,
    prompt,
    placeholder: "the last four digits",
    canGoBack: false,
    check: (text) =>
      text.trim() === digits ? null : `Type ${digits} to release it, or press Escape to keep it.`,
  });
  return typed.kind === "answered";
}

function settledNotice(settled: Settled, lease: Lease, { actions, locale }: ReleaseTools): Notice {
  const shown = internationalNumber(lease.number);
  switch (settled.kind) {
    case "committed": {
      const { endsAt, state } = settled.lease;
      const text =
        state === "releasing" && endsAt
          ? `${shown} is being released. It goes on working until ${formatDate(endsAt, locale)}, and is not charged again.`
          : `${shown} was released.`;
      return { severity: "information", text, actions: [] };
    }
    case "accepted":
      return {
        severity: "information",
        text: `The provider took the order to release ${shown}.`,
        actions: [],
      };
    case "unknown":
      return {
        severity: "warning",
        text: `Whether ${shown} was released is not known. ${failureSentence(settled.failure)}`,
        actions: [
          { label: "Check Again", run: actions.refresh },
          { label: "Show Log", run: actions.showLog },
        ],
      };
  }
}
