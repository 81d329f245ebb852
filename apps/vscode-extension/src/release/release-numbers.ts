import { type Lease, type NumberNote, failureOf } from "@leaseline/core";
import { internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import { bulkList, bulkQuestion } from "./release-confirmation.js";
import { releaseOne } from "./release-one.js";
import { type ReleaseEnd, type ReleaseTools, contextsOf, release } from "./release-tools.js";
import { notReleasedWords, releasedText } from "./release-words.js";

/**
 * The one way to a release, for every front end's route: says what it means, has a person agree to it, and releases
 * each number once. What is protected is not asked about.
 */
export async function releaseNumbers(
  leases: readonly Lease[],
  tools: ReleaseTools,
): Promise<ReleaseEnd> {
  const [first, ...others] = leases;
  if (!first) return "backed-out";
  return others.length === 0 ? releaseOne(first, tools) : releaseMany(leases, tools);
}

/** Lists all of them, has their number typed, and releases one after the other, each once and with its own result. */
async function releaseMany(leases: readonly Lease[], tools: ReleaseTools): Promise<ReleaseEnd> {
  const { prompts, locale } = tools;
  const { free, left } = await sorted(leases, tools);
  const [first, ...others] = free;
  if (!first) {
    prompts.tell({ text: left.join(" ") });
    return "backed-out";
  }
  // One number has a question of its own, which says more.
  if (others.length === 0 && left.length === 0) return releaseOne(first, tools);
  const context = await prompts.progress(translate("Reading what a release means…"), () =>
    contextsOf(free, tools),
  );
  for (;;) {
    const chosen = await prompts.pickMany(bulkList(free, context, left));
    if (chosen.kind !== "answered" || chosen.value.length === 0) return "backed-out";
    const [only, ...more] = chosen.value;
    if (only && more.length === 0) return releaseOne(only, tools);
    const typed = await prompts.type(bulkQuestion(chosen.value, context, locale));
    if (typed.kind === "back") continue;
    if (typed.kind === "cancelled") return "backed-out";
    const results = await releaseEach(chosen.value, tools);
    tellResults(results, tools);
    return endOf(results);
  }
}

/** What can be released, and why the others cannot. */
async function sorted(leases: readonly Lease[], { client }: ReleaseTools) {
  const notes = new Map<string, NumberNote>();
  for (const id of new Set(leases.map(({ account }) => account)))
    for (const note of await (await client(id)).notes()) notes.set(note.number, note);
  const held = leases.filter(({ state }) => state !== "releasing");
  const free = held.filter(({ number }) => !notes.get(number)?.isProtected);
  const [releasing, guarded] = [leases.length - held.length, held.length - free.length];
  const left = [
    guarded === 0
      ? null
      : guarded === 1
        ? translate("1 is protected and is kept.")
        : translate("{0} are protected and are kept.", guarded),
    releasing === 0
      ? null
      : releasing === 1
        ? translate("1 is being released already.")
        : translate("{0} are being released already.", releasing),
  ];
  return { free, left: left.filter((line) => line !== null) };
}

/** What became of one of several. */
interface Result {
  readonly lease: Lease;
  readonly end: "released" | "unknown" | "failed";
  readonly what: string;
  /** Why it was not released, and what to do. */
  readonly why?: string;
}

async function releaseEach(leases: readonly Lease[], tools: ReleaseTools): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, lease] of leases.entries()) {
    const shown = internationalNumber(lease.number);
    const title = translate("Releasing {0} ({1} of {2})…", shown, index + 1, leases.length);
    results.push(await tools.prompts.progress(title, () => resultOf(lease, tools)));
  }
  return results;
}

async function resultOf(lease: Lease, tools: ReleaseTools): Promise<Result> {
  try {
    const result = await release(lease, tools);
    const what = releasedText(result, lease, tools.locale);
    const shown = internationalNumber(lease.number);
    return what
      ? { lease, end: "released", what }
      : {
          lease,
          end: "unknown",
          what: translate("Whether {0} was released is not known yet.", shown),
        };
  } catch (error) {
    return { lease, end: "failed", ...notReleasedWords(failureOf(error), lease) };
  }
}

/** What did not go as wanted is said at once; the others are a click away. */
function tellResults(results: readonly Result[], { prompts }: ReleaseTools): void {
  const released = results.filter(({ end }) => end === "released").length;
  const others = results
    .filter(({ end }) => end !== "released")
    .flatMap(({ what, why }) => [what, why ?? []].flat());
  const show = () =>
    void prompts.pick({
      title: translate("What Became of {0} Numbers", results.length),
      placeholder: translate("A line for each number"),
      canGoBack: false,
      // A line is cut off at its end: what happened and why have one each.
      choices: results.map(({ lease, what, why }) => ({
        label: what,
        description: lease.label ?? undefined,
        detail: why,
        value: null,
      })),
    });
  prompts.tell({
    severity: others.length > 0 ? "warning" : "information",
    text: [
      translate("{0} of {1} numbers were released.", released, results.length),
      ...others,
    ].join(" "),
    actions: [{ label: translate("Show All"), run: show }],
  });
}

function endOf(results: readonly Result[]): ReleaseEnd {
  const has = (end: Result["end"]) => results.some((one) => one.end === end);
  return has("released") ? "released" : has("unknown") ? "unknown" : "failed";
}
