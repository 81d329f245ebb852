import { failureOf } from "@leaseline/core";
import { translate } from "./translate.js";
import { troubleSentence } from "./trouble-words.js";
import type { Notice, NoticeAction } from "../prompts/prompts.js";

/** What the editor shows of a notice that has nothing to press: one line, and the rest of it is cut off. In characters. */
const oneLine = 50;

/** That something was not done with an account that is here, and why. */
export function notDone(
  what: string,
  error: unknown,
  actions: readonly NoticeAction[] = [],
): Notice {
  return { severity: "error", text: `${what} ${troubleSentence(failureOf(error))}`, actions };
}

/** The notice with something to press, where it could not be read to its end otherwise; an error leads to the log. */
export function wholeNotice(
  notice: Notice,
  showLog: () => void,
): Notice & Pick<Required<Notice>, "actions"> {
  const { severity, text, actions = [] } = notice;
  const more: readonly NoticeAction[] =
    severity === "error"
      ? [{ label: translate("Show Log"), run: showLog }]
      : actions.length === 0 && text.length > oneLine
        ? [{ label: translate("OK"), run: () => {} }]
        : [];
  return { ...notice, actions: [...actions, ...more] };
}
