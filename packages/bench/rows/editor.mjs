import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { processorMs } from "../support/processor-time.mjs";
import { inRounds } from "../support/rounds.mjs";
import { atMost, row } from "../support/row.mjs";

const extension = join(import.meta.dirname, "../../../apps/vscode-extension/src");
const account = { id: "a", provider: "contiguity", name: "Contiguity", label: null };
const usd = (amount) => ({ amount, currency: "USD" });
const price = { setup: usd("1.99"), recurring: usd("2.99"), intervalMonths: 1 };

/** What an editor waits for, without the editor: the functions behind a keystroke, the tree and the panel. */
export async function editorRows(rounds) {
  const folder = mkdtempSync(join(tmpdir(), "leaseline-bench-"));
  const { createPricing, liveOffers, treeOf } = await load(folder);
  const leases = Array.from({ length: 10_000 }, (_, index) => leaseAt(index));
  const entry = {
    account,
    leases,
    pending: false,
    trouble: null,
    unreadable: [],
    asOf: null,
    operations: [],
    origins: new Map(),
    protectedNumbers: new Set(),
  };
  const times = {
    "keystroke over 100,000 offers": [16, await keystroke(liveOffers, 100_000)],
    "keystroke over 1,000,000 offers": [16, await keystroke(liveOffers, 1_000_000)],
    "tree of 10,000 numbers": [50, () => treeOf({ accounts: [entry], orphans: [], elsewhere: [] })],
    "panel of 10,000 numbers, its first view": [100, () => panel(createPricing(), leases)],
    "panel of 10,000 numbers, sorted": [100, sorting(createPricing, leases)],
    "panel of 10,000 numbers, a keystroke in its filter": [16, filtering(createPricing(), leases)],
  };
  const rows = [];
  for (const [name, [limitMs, work]] of Object.entries(times))
    rows.push(
      row(`editor: ${name}, CPU`, "ms", await inRounds(rounds, { ours: processorMs(work) }), [
        atMost(limitMs),
      ]),
    );
  rmSync(folder, { recursive: true });
  return rows;
}

async function load(folder) {
  const outfile = join(folder, "editor.mjs");
  const from = (name, file) => `export { ${name} } from "./${file}.ts";`;
  await build({
    stdin: {
      contents: [
        from("liveOffers", "search/live-offers"),
        from("createPricing", "pricing/pricing-view"),
        from("treeOf", "leases-view/tree"),
      ].join("\n"),
      resolveDir: extension,
    },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile,
  });
  // eslint-disable-next-line import/no-dynamic-require -- it has just been made
  return import(pathToFileURL(outfile).href);
}

/** What the host does for a look at the pricing panel. */
function panel(pricing, leases, look) {
  const now = "2026-11-26T10:00:00Z";
  return pricing.view(
    { leases, unread: 0, offers: [], accounts: [account], now, locale: "en" },
    {
      turn: 1,
      tab: "numbers",
      sort: null,
      filter: "",
      first: 0,
      count: 200,
      compared: [],
      ...look,
    },
  );
}

/** By a column of texts, the slowest there is. */
function sorting(createPricing, leases) {
  return () => panel(createPricing(), leases, { sort: { column: 0, descending: true } });
}

function filtering(pricing, leases) {
  let typed = 0;
  panel(pricing, leases, { filter: "miami" });
  return () => {
    typed += 1;
    return panel(pricing, leases, { filter: `305 2${typed % 10}` });
  };
}

/** One more digit, when so many offers have been found: until the rows that fit are there. */
async function keystroke(liveOffers, count) {
  const offers = Array.from({ length: count }, (_, index) => offerAt(index));
  const choices = liveOffers({
    search: async function* search() {
      yield { kind: "offers", offers };
    },
    accounts: [account],
    query: { country: "US" },
    account: () => account,
    found: () => {},
    locale: "en",
  });
  const first = choices("", new AbortController().signal);
  while (!(await first.next()).done);
  let typed = 0;
  return async () => {
    typed += 1;
    const rows = choices(`305 2${typed % 10}`, new AbortController().signal);
    await rows.next();
    await rows.return();
  };
}

const common = (index) => ({
  number: `+1305${String(2_000_000 + index)}`,
  account: "a",
  provider: "contiguity",
  country: "US",
  type: null,
  place: "Miami, FL",
  features: ["sms", "imessage"],
  price,
});

const leaseAt = (index) => ({
  ...common(index),
  leaseId: `lsd_${index}`,
  label: null,
  state: "active",
  provisioning: [],
  nextChargeAt: null,
  endsAt: null,
});

const offerAt = (index) => ({
  ...common(index),
  requirements: [],
  leasable: true,
  carrier: "Bandwidth",
  reputation: 0.97,
});
