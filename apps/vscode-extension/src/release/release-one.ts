import { type Lease, failureOf } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import { standingOf } from "../operations/held-number.js";
import { formatDate, internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import { releaseConfirmation } from "./release-confirmation.js";
import { type ReleaseEnd, type ReleaseTools, contextsOf, release } from "./release-tools.js";
import { namedNumber, notReleasedWords, releasedText } from "./release-words.js";

/** Says what the release of a number means, has it agreed to, and releases it once. */
export async function releaseOne(lease: Lease, tools: ReleaseTools): Promise<ReleaseEnd> {
  const { prompts, client, locale } = tools;
  const shown = internationalNumber(lease.number);
  if (lease.state === "releasing") {
    prompts.tell({
      text: lease.endsAt
        ? translate(
            "{0} is being released already. It ends on {1}.",
            shown,
            formatDate(lease.endsAt, locale),
          )
        : translate("{0} is being released already.", shown),
    });
    return "backed-out";
  }
  try {
    const { account, number } = lease;
    if (await isProtected(lease, tools)) {
      await offerToUnprotect(lease, tools);
      return "backed-out";
    }
    const wanted = { kind: "release", account, number } as const;
    const standing = await standingOf(wanted, await client(account), tools);
    if (standing) {
      if (standing.kind === "held") prompts.tell(standing.notice);
      else
        prompts.tell({
          text: translate("{0} was released already, by another window or program.", shown),
        });
      return "failed";
    }
    if (!(await agreed(lease, tools))) return "backed-out";
    const result = await prompts.progress(translate("Releasing {0}…", shown), () =>
      release(lease, tools),
    );
    const text = releasedText(result, lease, locale);
    if (text) prompts.tell({ text });
    return result.kind === "committed" ? "released" : "unknown";
  } catch (error) {
    const failure = failureOf(error);
    const { what, why } = notReleasedWords(failure, lease);
    if (failure.kind !== "cancelled") prompts.tell({ severity: "error", text: `${what} ${why}` });
    return "failed";
  }
}

async function isProtected({ account, number }: Lease, { client }: ReleaseTools) {
  const notes = await (await client(account)).notes();
  return notes.some((note) => note.number === number && note.isProtected);
}

/** Nothing is released with it: that has to be asked for again. */
async function offerToUnprotect(lease: Lease, tools: ReleaseTools): Promise<void> {
  const { prompts, actions, client } = tools;
  const account = tools.account(lease.account);
  const sure = await prompts.confirm({
    title: translate("{0} is protected", namedNumber(lease)),
    detail: [
      translate(
        "A protected number is not released by any window or program that uses this ledger.",
      ),
      translate("Nothing is released when you remove the protection."),
      ...(account ? [translate("Account: {0}", accountTitle(account))] : []),
    ],
    yes: translate("Unprotect"),
  });
  if (!sure) return;
  await (await client(lease.account)).update(lease, { isProtected: false });
  prompts.tell({
    text: translate("{0} is not protected any more. It is still leased.", namedNumber(lease)),
    actions: [{ label: translate("Release…"), run: () => actions.releaseAgain(lease) }],
  });
}

/** The one place where a person agrees to the release of a number. */
async function agreed(lease: Lease, tools: ReleaseTools): Promise<boolean> {
  const { prompts, consent } = tools;
  const contextOf = await prompts.progress(translate("Reading what a release means…"), () =>
    contextsOf([lease], tools),
  );
  const question = releaseConfirmation(lease, contextOf(lease));
  const { title, meaning, prompt, wrong, digits } = question;
  if (consent() === "button")
    return prompts.confirm({ title: `${title}?`, detail: meaning, yes: translate("Release") });
  const typed = await prompts.type({
    title,
    prompt,
    placeholder: translate("The last four digits"),
    canGoBack: false,
    check: (text) => (text.trim() === digits ? null : wrong),
  });
  return typed.kind === "answered";
}
