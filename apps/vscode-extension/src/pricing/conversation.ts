import { LeaseError } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import { offerId } from "../search/last-search.js";
import { failureSentence } from "../words/translate.js";
import { atMostEvery } from "../prompts/at-most-every.js";
import { comparisonCharts, noSpendingCharts, spendingCharts } from "./charts.js";
import { csvOf } from "./csv.js";
import {
  type Charts,
  type Look,
  type MessageFromPage,
  type MessageToPage,
  messageFromPage,
} from "./messages.js";
import { type PricingInput, createPricing } from "./pricing-view.js";
import type { SpendHistory } from "./spend-history.js";

/** What the panel is made with, without the editor. */
export interface PricingTools {
  /** What there is to show now; asked for while there is somebody to see it, and at no other time. */
  readonly input: () => PricingInput;
  /** What was charged until now; asked for once its chart is in sight. @throws {LeaseError} */
  readonly history: () => Promise<SpendHistory>;
  /** Carries out what the page asks for. */
  readonly answer: (request: PageRequest) => void;
  /** Asks where to, and saves the rows there. */
  readonly save: (csv: string, tab: Look["tab"]) => void;
  readonly report: (error: unknown) => void;
}

/** What the page can ask others for. */
type PageRequest = Exclude<MessageFromPage, { kind: "look" } | { kind: "export" }>;

/** With one page, as long as that lives. */
export interface Conversation {
  /** Takes what the page says; what is none of its messages is passed over. */
  hear(received: unknown): void;
  /** There may be something else to show. */
  changed(): void;
}

interface Page {
  readonly post: (message: MessageToPage) => void;
  /** A page that is hidden is ended by the editor, and says what it looks at when it is shown again. */
  readonly isSeen: () => boolean;
}

/** However fast offers come in. */
const redrawEveryMs = 100;

export function createConversation(tools: PricingTools, { post, isSeen }: Page): Conversation {
  const { input, answer, save, report } = tools;
  const pricing = createPricing();
  let look: Look | null = null;
  /** What the page has the charts of. */
  let charted: string | null = null;
  /** Counts how often they were worked out: a result that is overtaken by a later one is out of date. */
  let drawn = 0;

  const send = () => {
    if (!isSeen() || !look) return;
    const looked = look;
    const now = input();
    post({ kind: "view", view: pricing.view(now, looked) });
    const wanted = looked.charts ? JSON.stringify([looked.tab, looked.compared]) : null;
    const isKnown = wanted === charted;
    charted = wanted;
    if (wanted === null || isKnown) return;
    sendCharts(looked, now).catch(report);
  };
  const sendCharts = async (looked: Look, now: PricingInput) => {
    drawn += 1;
    const mine = drawn;
    const charts = await chartsOf(looked, now, tools.history);
    if (drawn === mine) post({ kind: "charts", charts });
  };

  return {
    hear: (received) => {
      const parsed = messageFromPage.safeParse(received);
      if (!parsed.success) return;
      const message = parsed.data;
      if (message.kind === "look") {
        look = message.look;
        send();
      } else if (message.kind === "export") {
        if (!look) return;
        const now = input();
        const csv = csvOf(pricing.rows(now, look), { title: titlesIn(now), locale: now.locale });
        save(csv, look.tab);
      } else answer(message);
    },
    changed: atMostEvery(redrawEveryMs, () => {
      charted = null;
      send();
    }),
  };
}

async function chartsOf(
  { tab, compared }: Look,
  input: PricingInput,
  history: PricingTools["history"],
): Promise<Charts> {
  const locale = input.locale ?? "en";
  if (tab === "offers") {
    const byId = new Map(input.offers.map((offer) => [offerId(offer), offer]));
    return comparisonCharts(
      compared.flatMap((id) => byId.get(id) ?? []),
      locale,
    );
  }
  try {
    return spendingCharts(await history(), titlesIn(input), locale);
  } catch (error) {
    if (!LeaseError.isInstance(error)) throw error;
    return noSpendingCharts(failureSentence(error.failure), locale);
  }
}

function titlesIn({ accounts }: PricingInput): (id: string) => string {
  const titles = new Map(accounts.map((account) => [account.id, accountTitle(account)]));
  return (id) => titles.get(id) ?? id;
}
