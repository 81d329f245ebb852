import { LeaseError } from "@leaseline/core";
import type { Answer, Command, Context } from "./command.js";
import { missing } from "./consent.js";
import type { Planned } from "./documents/documents.js";
import type { PlanRecord } from "./documents/records.js";
import { facts } from "./output/table.js";
import type { TextStyle } from "./output/text-style.js";
import { priceWords } from "./output/words.js";

/** What every command has that spends money or gives something up. */
export interface AgreedOptions {
  readonly yes?: true | undefined;
  readonly dryRun?: true | undefined;
}

/** One thing that costs money or cannot be undone: everything about it has been read, and nothing of it sent. */
export interface Intent<Document> {
  readonly plan: PlanRecord;
  /** What is known of the number, above the question. */
  readonly about: (style: TextStyle) => string;
  /** What has to be typed to agree; null where a yes is enough. */
  readonly typed: string | null;
  /** Holds what a script has said against the plan. @throws {CommandError} `consent-missing`, `price-differs`, `usage`. */
  readonly checkFlags: () => void;
  /**
   * What carrying it out would come to, where nothing would be done; null where it would. Left out by what rehearses
   * before it intends anything. @throws what that would throw.
   */
  readonly rehearse?: () => Promise<Answer<Document> | null>;
  readonly carryOut: () => Promise<Answer<Document>>;
}

interface Parts<Options, Document> {
  /** Reads what it takes. Where nothing is left to do it is the answer to that. */
  readonly intend: (
    context: Context,
    options: Options,
  ) => Promise<Intent<Document> | Answer<Document>>;
  readonly text: (document: Document, style: TextStyle) => string;
  readonly remarks?: (document: Document) => readonly string[];
}

/**
 * The one way to a command that spends money or gives something up: it asks, or is refused where nobody can
 * be asked; it can be tried without being carried out; and what ends it before that has sent nothing.
 */
export function agreedCommand<Options extends AgreedOptions, Document extends object>({
  intend,
  text,
  remarks,
}: Parts<Options, Document>): Command<Options, Document | Planned> {
  return {
    run: async (context, options) => {
      const intent = await intend(context, options);
      if (!("plan" in intent)) return intent;
      if (options.yes) intent.checkFlags();
      if (options.dryRun) return (await intent.rehearse?.()) ?? { document: { plan: intent.plan } };
      if (!options.yes) await ask(intent, context);
      if (context.signal.aborted) throw new LeaseError({ kind: "cancelled" });
      return intent.carryOut();
    },
    text: (document, style) =>
      "plan" in document ? planText(document, style) : text(document, style),
    remarks: (document) => ("plan" in document ? [] : (remarks?.(document) ?? [])),
  };
}

/** Resolves when a person has agreed. @throws {CommandError} `consent-missing`. */
async function ask({ plan, about, typed }: Intent<unknown>, { terminal }: Context): Promise<void> {
  if (!terminal.interactive)
    throw missing(`Nobody is there to be asked: “${plan.asks}” To agree, say ${plan.agrees}.`);
  terminal.show(`${about(terminal.style)}\n`);
  if (!(await terminal.confirm(plan.asks, typed ?? undefined)))
    throw missing(
      typed === null ? "It was not agreed to." : "Those are not the number's last four digits.",
    );
}

function planText({ plan }: Planned, style: TextStyle): string {
  const { number, account, provider, asks, agrees, reserves, sends } = plan;
  return [
    facts(
      [
        ["Number", style.bold(number)],
        ["Account", provider ? `${account} (${provider})` : account],
        ["Asks", asks],
        ["In a script", agrees],
        ["Reserves", reserves && priceWords(reserves)],
        ["Sends", sends ?? "nothing"],
      ],
      style,
    ),
    "",
    "This was a dry run: nothing was sent, and nothing was spent.",
  ].join("\n");
}
