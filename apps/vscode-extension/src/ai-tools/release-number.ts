import { type Lease, isOpen } from "@leaseline/core";
import { internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import { readInput, withInput } from "./inputs.js";
import { operationAnswer } from "./operation-answer.js";
import { type SpendingGate, declined } from "./spending-gate.js";
import { type AiTool, type Announcement, type ToolTools, refused } from "./tool.js";

/** Has the person release a number: they agree to it as to every release, and no model can. */
export function releaseNumber(tools: ToolTools, gate: SpendingGate): AiTool {
  const { accounts, list, release } = tools;
  return {
    announce: (given) => announcement(given, tools),
    run: withInput("leaseline_releaseNumber", (input, signal) =>
      gate(signal, async ({ prompts, told }) => {
        await list.whole();
        const lease = leased(input, tools);
        const account = lease && accounts.find(lease.account);
        if (!lease || !account)
          return refused(
            "No account holds this number, or several do and none was named.",
            "Look at the list of leased numbers.",
          );
        const { ledger } = accounts.groupOf(account);
        const newest = async () => (await ledger.operations({ number: lease.number, limit: 1 }))[0];
        const before = await newest();
        await release(lease, prompts);
        const latest = await newest();
        const begun = latest && latest.kind === "release" && latest.id !== before?.id;
        const answer =
          begun || (latest && isOpen(latest))
            ? operationAnswer(latest)
            : told.length > 0
              ? refused(
                  "It was not released.",
                  "It is still leased, and charged for. Tell the person.",
                )
              : declined();
        return told.length > 0 ? { ...answer, said: told } : answer;
      }),
    ),
  };
}

function leased(
  { number, account }: { readonly number: string; readonly account?: string | undefined },
  { list }: ToolTools,
): Lease | null {
  const found = list.now.leases.filter(
    (lease) => lease.number === number && (account === undefined || lease.account === account),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function announcement(given: unknown, tools: ToolTools): Announcement {
  const read = readInput("leaseline_releaseNumber", given);
  const lease = read.kind === "read" ? leased(read.input, tools) : null;
  if (!lease) {
    const doing = translate("Asking about a phone number that is not leased");
    return { doing, confirm: { title: doing, message: translate("Nothing will be released.") } };
  }
  const shown = internationalNumber(lease.number);
  return {
    doing: translate("Asking whether to release {0}", shown),
    confirm: {
      title: translate("Release {0}?", shown),
      message: [
        lease.label && translate("Label: {0}.", lease.label),
        translate("You are asked once more before anything is released. It cannot be undone."),
      ]
        .filter(Boolean)
        .join(" "),
    },
  };
}
