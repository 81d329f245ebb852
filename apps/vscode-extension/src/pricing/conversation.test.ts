import { type LeaseFailure, LeaseError } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { exampleLease, exampleLook, exampleOffer } from "../../test/support/examples.js";
import { createConversation } from "./conversation.js";
import { type Look, type MessageToPage, messageToPage } from "./messages.js";
import { spendHistory } from "./spend-history.js";

function talk({ failure }: { readonly failure?: LeaseFailure } = {}) {
  const posted: MessageToPage[] = [];
  const [requests, saved]: [unknown[], string[]] = [[], []];
  const asked = { input: 0, history: 0 };
  let isSeen = true;
  const now = "2026-11-26T10:00:00Z";
  const leases = [exampleLease()];
  const page = createConversation(
    {
      input: () => {
        asked.input += 1;
        const offers = [exampleOffer()];
        return { leases, unread: 0, held: [], offers, accounts: [], now, locale: "en" };
      },
      history: async () => {
        asked.history += 1;
        if (failure) throw new LeaseError(failure);
        return spendHistory({ operations: [], leases, now });
      },
      answer: (request) => requests.push(request),
      save: (csv, tab) => saved.push(`${tab}: ${csv}`),
      report: (error) => {
        throw error;
      },
    },
    { post: (message) => posted.push(message), isSeen: () => isSeen },
  );
  const look = (change: Partial<Look> = {}) =>
    page.hear({ kind: "look", look: exampleLook(change) });
  const charts = () =>
    posted.flatMap((message) => (message.kind === "charts" ? message.charts : []));
  return { page, posted, requests, saved, asked, look, charts, hide: () => (isSeen = false) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("what is said to the page", () => {
  it("is nothing before it says what it looks at, and nothing while it is hidden", () => {
    const { page, posted, asked, look, hide } = talk();
    page.changed();
    expect([posted.length, asked.input]).toEqual([0, 0]);
    look();
    expect(posted.length).toBe(1);
    hide();
    look();
    page.changed();
    expect([posted.length, asked.input]).toEqual([1, 1]);
  });

  it("has the form that the page takes", async () => {
    const { posted, look } = talk();
    look({ charts: true });
    look({ tab: "offers", charts: true, compared: ["first +13055550100"] });
    await settled();
    expect(posted.length).toBeGreaterThan(2);
    for (const message of posted) expect(messageToPage.safeParse(message).success).toBe(true);
  });

  it("has charts once those are in sight, and not again for who scrolls", async () => {
    const { page, asked, look, charts } = talk();
    look();
    await settled();
    expect(asked.history).toBe(0);
    look({ charts: true });
    look({ charts: true, first: 100 });
    look({ charts: true, filter: "3" });
    await settled();
    expect([asked.history, charts().length]).toEqual([1, 1]);
    page.changed();
    await settled();
    expect([asked.history, charts().length]).toEqual([2, 2]);
  });

  it("has charts of what is compared now", async () => {
    const { look, charts } = talk();
    const compared = ["first +13055550100"];
    look({ tab: "offers", charts: true, compared });
    look({ tab: "offers", charts: true, compared: [] });
    look({ tab: "offers", charts: true, compared });
    await settled();
    expect(charts().map(({ charts: { length } }) => length)).toEqual([1]);
  });

  it("says why where the ledger cannot be read", async () => {
    const { look, charts } = talk({ failure: { kind: "ledger-unavailable", reason: "busy" } });
    look({ charts: true });
    await settled();
    expect(charts()[0]).toMatchObject({
      tab: "numbers",
      charts: [],
      notes: [expect.stringMatching(/\w/)],
    });
  });
});

describe("what the page says", () => {
  it("is a request, and carried out elsewhere", () => {
    const { page, requests } = talk();
    const lease = { kind: "lease", id: "first +13055550100" };
    for (const said of [lease, { kind: "search" }, { kind: "refresh" }]) page.hear(said);
    expect(requests).toEqual([lease, { kind: "search" }, { kind: "refresh" }]);
  });

  it.each([
    null,
    "lease",
    { kind: "buy" },
    { kind: "lease" },
    { kind: "look", look: { ...exampleLook(), count: 100_000 } },
    { kind: "look", look: { ...exampleLook(), filter: "x".repeat(201) } },
    { kind: "look", look: { ...exampleLook(), compared: Array(7).fill("x") } },
    { kind: "look", look: { ...exampleLook(), sort: { column: -1, descending: true } } },
  ])("is passed over where it is none of its messages: %j", (said) => {
    const { page, posted, requests, saved } = talk();
    page.hear(said);
    expect([posted, requests, saved]).toEqual([[], [], []]);
  });

  it("is saved as it is looked at", () => {
    const { page, saved, look } = talk();
    page.hear({ kind: "export" });
    look({ tab: "offers", filter: "nowhere" });
    page.hear({ kind: "export" });
    look({ tab: "numbers" });
    page.hear({ kind: "export" });
    expect(saved.map((file) => [file.split(":")[0], file.split("\r\n").length])).toEqual([
      ["offers", 2],
      ["numbers", 3],
    ]);
  });
});
