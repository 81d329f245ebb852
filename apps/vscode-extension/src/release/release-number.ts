import {
  type Lease,
  type LeaseClient,
  type LeaseFailure,
  type OperationResult,
  describeFailure,
  failureOf,
  isOpen,
} from "@leaseline/core";
import { awaitOther, heldBy, heldNotice } from "../operations/held-number.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import { formatDate, internationalNumber } from "../words/lease-words.js";
import type { FollowUp } from "../operations/follow-up.js";
import type { Notice, Prompts } from "../prompts/prompts.js";
import { releaseConfirmation } from "./release-confirmation.js";

export interface ReleaseTools {
  readonly prompts: Prompts;
  readonly client: LeaseClient;
  readonly list: LeaseList;
  readonly followUp: FollowUp;
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
  const held = await stillHeld(lease, tools);
  if (held) {
    prompts.tell(held);
    return "failed";
  }
  const digits = await confirmed(lease, tools);
  if (digits === null) return "backed-out";
  const settled = await release(lease, digits, tools);
  if (!settled) return "failed";
  const notice = settledNotice(settled, lease, tools);
  if (notice) prompts.tell(notice);
  if (settled.kind === "committed") list.put(settled.lease);
  await list.load();
  return settled.kind === "committed" ? "released" : "unknown";
}

/** What is to be told in place of the question, when something is being done with the number already. */
async function stillHeld(
  lease: Lease,
  { client, prompts, actions }: ReleaseTools,
): Promise<Notice | null> {
  try {
    const held = await heldBy(client, lease.account, lease.number);
    if (!held) return null;
    const operation = await awaitOther(held, client, prompts);
    if (isOpen(operation)) return heldNotice(operation, actions);
    if (operation.kind === "lease" || operation.state !== "committed") return null;
    return {
      severity: "information",
      text: `${internationalNumber(lease.number)} was released by another window.`,
      actions: [],
    };
  } catch (error) {
    return failedNotice(failureOf(error), lease, actions);
  }
}

/** Null when it was refused or not sent, which has been told. */
async function release(
  lease: Lease,
  confirm: string,
  { prompts, client, followUp, actions }: ReleaseTools,
): Promise<OperationResult | null> {
  const shown = internationalNumber(lease.number);
  try {
    return await prompts.progress(`Releasing ${shown}…`, () =>
      followUp.during(lease, () => client.release(lease, { confirm })),
    );
  } catch (error) {
    prompts.tell(failedNotice(failureOf(error), lease, actions));
    return null;
  }
}

function failedNotice(failure: LeaseFailure, lease: Lease, actions: LeaseActions): Notice {
  const { happened, next } = describeFailure(failure);
  return {
    severity: "error",
    text: `${internationalNumber(lease.number)} was not released, and is still leased. ${happened} ${next}`,
    actions: [{ label: "Show Log", run: actions.showLog }],
  };
}

/** The digits as they were typed; null when the person has backed out. */
async function confirmed(
  lease: Lease,
  { prompts, client, locale }: ReleaseTools,
): Promise<string | null> {
  const provider = client.accounts.find(({ id }) => id === lease.account);
  const { title, prompt, wrong, digits } = releaseConfirmation(
    lease,
    provider?.capabilities.releaseTakesEffect ?? "at-once",
    locale,
  );
  const typed = await prompts.type({
    title,
    prompt,
    placeholder: "the last four digits",
    canGoBack: false,
    check: (text) => (text.trim() === digits ? null : wrong),
  });
  return typed.kind === "answered" ? typed.value.trim() : null;
}

/** Null for what nobody knows yet: that is told where it is followed up. */
function settledNotice(
  settled: OperationResult,
  lease: Lease,
  { locale }: ReleaseTools,
): Notice | null {
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
      return null;
  }
}
