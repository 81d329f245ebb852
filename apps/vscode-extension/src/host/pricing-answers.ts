import type { Offer } from "@leaseline/core";
import { pricingModelOf, rowId } from "../pricing/pricing-model.js";
import type { MessageFromPage, MessageToPage } from "../pricing/messages.js";
import type { Services } from "./services.js";

/** What the page shows now. */
export function pricingMessage({ list, store, lastSearch, locale }: Services): MessageToPage {
  return {
    kind: "show",
    model: pricingModelOf({
      leases: list.leases,
      unread: list.unread,
      offers: [...lastSearch.values()],
      accounts: store.list(),
      locale,
    }),
  };
}

export interface PricingActions {
  readonly lease: (offer: Offer) => void;
  readonly search: () => void;
  readonly refresh: () => void;
}

/** Carries out what the page asks for. It names a row; what that is, and whether, is not up to it. */
export function answerPage(
  message: MessageFromPage,
  { lastSearch }: Services,
  { lease, search, refresh }: PricingActions,
): void {
  switch (message.kind) {
    case "ready":
    case "refresh":
      refresh();
      return;
    case "search":
      search();
      return;
    case "lease": {
      const offer = [...lastSearch.values()].find((one) => rowId(one) === message.id);
      if (offer) lease(offer);
    }
  }
}
