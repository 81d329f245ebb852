import {
  type Lease,
  type LeaseClient,
  type LeaseFailure,
  type OperationResult,
  failureOf,
} from "@leaseline/core";
import type { FollowUp } from "../operations/follow-up.js";
import { standingOf } from "../operations/held-number.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { Notice, Prompts } from "../prompts/prompts.js";
import { formatDate, internationalNumber } from "../words/lease-words.js";
import { releaseConfirmation } from "./release-confirmation.js";
import { describeFailure, translate } from "../words/translate.js";

export interface ReleaseTools {
  readonly prompts: Prompts;
  /** The client that has the account, asked for at each step: accounts may change between two. */
  readonly client: () => Promise<LeaseClient>;
  readonly followUp: FollowUp;
  readonly actions: LeaseActions;
  readonly locale?: string | undefined;
}

/** The one way to a release: says what it means, has digits typed, and releases once. */
export async function releaseNumber(
  lease: Lease,
  tools: ReleaseTools,
): Promise<"released" | "unknown" | "backed-out" | "failed"> {
  const { prompts, actions, client, followUp, locale } = tools;
  const shown = internationalNumber(lease.number);
  if (lease.state === "releasing") {
    prompts.tell(
      information(
        lease.endsAt
          ? translate(
              "{0} is being released already. It ends on {1}.",
              shown,
              formatDate(lease.endsAt, locale),
            )
          : translate("{0} is being released already.", shown),
      ),
    );
    return "backed-out";
  }
  try {
    const { account, number } = lease;
    const wanted = { kind: "release", account, number } as const;
    const standing = await standingOf(wanted, await client(), tools);
    if (standing) {
      prompts.tell(
        standing.kind === "held"
          ? standing.notice
          : information(
              translate("{0} was released already, by another window or program.", shown),
            ),
      );
      return "failed";
    }
    const confirm = await confirmed(lease, tools);
    if (confirm === null) return "backed-out";
    const result = await prompts.progress(translate("Releasing {0}…", shown), () =>
      followUp.during(number, async () => (await client()).release(lease, { confirm })),
    );
    const notice = resultNotice(result, lease, locale);
    if (notice) prompts.tell(notice);
    return result.kind === "committed" ? "released" : "unknown";
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== "cancelled") prompts.tell(failedNotice(failure, lease, actions));
    return "failed";
  }
}

function failedNotice(failure: LeaseFailure, lease: Lease, actions: LeaseActions): Notice {
  const { happened, next } = describeFailure(failure);
  const gone = failure.kind === "not-leased" || failure.kind === "lease-changed";
  const shown = internationalNumber(lease.number);
  const what = gone
    ? translate("{0} was not released by this.", shown)
    : translate("{0} was not released, and is still leased.", shown);
  return {
    severity: "error",
    text: `${what} ${happened} ${next}`,
    actions: [{ label: translate("Show Log"), run: actions.showLog }],
  };
}

/** The digits as they were typed; null when the person has backed out. */
async function confirmed(
  lease: Lease,
  { prompts, client, locale }: ReleaseTools,
): Promise<string | null> {
  const account = (await client()).accounts.find(({ id }) => id === lease.account);
  const { title, prompt, wrong, digits } = releaseConfirmation(
    lease,
    account?.capabilities.releaseTakesEffect ?? "at-once",
    locale,
  );
  const typed = await prompts.type({
    title,
    prompt,
    placeholder: translate("the last four digits"),
    canGoBack: false,
    check: (text) => (text.trim() === digits ? null : wrong),
  });
  return typed.kind === "answered" ? typed.value.trim() : null;
}

/** Null for what nobody knows yet: that is told where it is followed up. */
function resultNotice(result: OperationResult, lease: Lease, locale?: string): Notice | null {
  const shown = internationalNumber(lease.number);
  switch (result.kind) {
    case "committed": {
      const { endsAt, state } = result.lease;
      return information(
        state === "releasing" && endsAt
          ? translate(
              "{0} is being released. It goes on working until {1}, and is not charged again.",
              shown,
              formatDate(endsAt, locale),
            )
          : translate("{0} was released.", shown),
      );
    }
    case "accepted":
      return information(translate("The provider took the order to release {0}.", shown));
    case "unknown":
      return null;
  }
}

function information(text: string): Notice {
  return { severity: "information", text, actions: [] };
}
