import { readFileSync } from "node:fs";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { expect } from "vitest";
import type { Lease } from "../../../src/domain/lease.js";
import { toMoney } from "../../../src/domain/money.js";
import { readPhoneNumber } from "../../../src/domain/typed-number.js";
import { formatRecurring } from "../../../src/domain/price.js";
import { sqliteLedger } from "../../../src/node/sqlite-ledger.js";
import { temporaryFolder } from "../../support/ledger-harness.js";
import { type Passing, type TrueAnswer, between } from "./between.js";
import {
  type ProviderName,
  type Stage,
  type StageOptions,
  cases,
  e164,
  everywhere,
  fault,
  ofAll,
  overEach,
  stage,
  stageOn,
} from "./stage.js";
import { soon } from "../../support/timing.js";

// Lists.

fault("48 page token twice: the list is incomplete", () =>
  overEach(async (transport) => {
    const on = await sinchPages(transport, { LOCAL: () => ({ nextPageToken: "again" }) });
    expect(await incomplete(on)).toMatchObject({ kind: "no-answer", reason: "unexpected-form" });
    return "L";
  }),
);

fault("49 pages without an end: the list is incomplete", () =>
  overEach(async (transport) => {
    let pages = 0;
    const on = await sinchPages(transport, {
      LOCAL: () => ({ nextPageToken: `page ${(pages += 1)}` }),
    });
    expect(await incomplete(on)).toMatchObject({ kind: "no-answer", reason: "unexpected-form" });
    expect(pages).toBe(1000);
    return "L";
  }),
);

fault("50 number on two pages: listed once", () =>
  overEach(async (transport) => {
    const activeNumbers = [{ phoneNumber: specialNumbers.sinch.plain }];
    const on = await sinchPages(transport, {
      LOCAL: (token) => ({ activeNumbers, nextPageToken: token === null ? "2" : "" }),
      MOBILE: () => ({ activeNumbers, nextPageToken: "" }),
    });
    expect(await listed(on)).toMatchObject([{ number: on.number }]);
    return "L";
  }),
);

fault("51 partial list: proves no absence", () =>
  overEach(async (transport) => {
    const { sandbox, ledger } = await stage({ transport, at: "sinch" });
    const before = stageOn(sandbox, { transport, at: "sinch", ledger });
    const { number } = await before.held();
    await before.client.sweep();
    // From now on the list never ends, and a single number cannot be read.
    const on = await sinchPages(
      transport,
      { LOCAL: () => ({ nextPageToken: "again" }) },
      { sandbox, ledger, timing: soon },
    );
    sandbox.control.fault("sinch.get", {
      status: 500,
      headers: { "retry-after": "0" },
      times: "always",
    });
    await incomplete(on);
    expect(await ledger.lists()).toMatchObject([{ leases: [{ lease: { number } }] }]);
    sandbox.control.fault("sinch.rent", { reset: "before" });
    const other = e164(specialNumbers.sinch.smsOnly);
    const { observed } = await on.seen(async () =>
      on.client.lease(await on.client.quote("a", other)),
    );
    return observed;
  }),
);

// Money.

fault("52 price that is negative, NaN or 1e400: not leasable", () =>
  ofAll(["-1", '"-1.00"', '"NaN"', "1e400", '"1e400"', '{"amount":1}'], (amount) =>
    everywhere(async (options) => {
      const on = await priced(options, (text) =>
        text
          .replace(/"monthly_rate":[^,}]+/, `"monthly_rate":${amount}`)
          .replace(/("monthlyPrice":\{[^}]*"amount":)[^,}]+/, `$1${amount}`),
      );
      // Not even by whoever would take a number without knowing its price.
      const { observed, thrown } = await on.lease({ unknownPrice: true });
      expect(thrown).toMatchObject({
        kind: "no-answer",
        reason: "unexpected-form",
        detail: "price",
      });
      expect(writes(on)).toBe(0);
      return observed;
    }),
  ),
);

fault("53 price in another currency than the limit's: refused, never converted", () =>
  everywhere(async (options) => {
    const limit = toMoney("1000.00", "EUR");
    if (!limit) throw new Error("that is no money");
    return ofAll(["monthly", "per-lease"] as const, async (kind) => {
      const on = await stage({ ...options, caps: [{ kind, limit }] });
      const { observed, thrown } = await on.lease();
      expect(thrown).toMatchObject({ kind: "over-cap", cap: kind, limit: null });
      expect(writes(on)).toBe(0);
      return observed;
    });
  }),
);

fault("54 no price: leased only by consent", () => {
  const unpriced = (options: StageOptions) =>
    priced(options, (text) =>
      text
        .replace(/"pricing":\{[^}]*\}/, '"pricing":null')
        .replaceAll(/"(setup|monthly)Price":\{[^}]*\}/g, '"$1Price":null'),
    );
  return cases(
    [
      "without",
      () =>
        everywhere(async (options) => {
          const on = await unpriced(options);
          const { observed, thrown } = await on.lease();
          expect(thrown).toEqual({ kind: "price-unknown" });
          expect(writes(on)).toBe(0);
          return observed;
        }),
    ],
    [
      "with",
      () =>
        everywhere(
          async (options) =>
            (await (await unpriced(options)).lease({ unknownPrice: true })).observed,
        ),
    ],
  );
});

fault("55 price that rose: asked again, and told when it rose afterwards", () =>
  cases(
    [
      "before",
      () =>
        everywhere(async (options) => {
          const on = await stage(options);
          const { observed, thrown } = await on.seen(async () => {
            const quoted = await on.client.quote("a", on.number);
            on.sandbox.control.setPrice(on.number, { recurring: "999.00" });
            return on.client.lease(quoted);
          });
          expect(thrown).toMatchObject({ kind: "price-changed" });
          expect(writes(on)).toBe(0);
          return observed;
        }),
    ],
    [
      "after",
      () =>
        everywhere(async (options) => {
          const dearer = (text: string) =>
            text
              .replace(/"monthly_rate":[^,}]+/, '"monthly_rate":999')
              .replace(/("money":\{[^}]*"amount":)[^,}]+/, '$1"999.00"');
          const on = await changing(options, ({ isWrite }) => isWrite, dearer);
          const { observed, settled } = await on.lease();
          expect(settled).toMatchObject({ kind: "committed", costsMore: true });
          expect(settled?.kind === "committed" && settled.lease.price?.recurring?.amount).toBe(
            "999.00",
          );
          return observed;
        }),
    ],
  ),
);

fault("56 interval of 0: not said", () =>
  overEach(async (transport) => {
    const on = await stage({ transport, at: "sinch" });
    const { observed, operation } = await on.seen(async () =>
      on.client.lease(await on.client.quote("a", e164(specialNumbers.sinch.intervalNotSaid))),
    );
    expect(operation?.lease?.price?.intervalMonths).toBeNull();
    expect(formatRecurring(operation?.lease?.price ?? null)).toMatch(/, interval not said$/);
    return observed;
  }),
);

// Text.

fault("57 HTML, direction or terminal codes in names: shown as text", () =>
  everywhere(async (options) => {
    const name = '<img src=x onerror="x"> \u001b[31mred\u001b[0m \u202eeno\u202c \u0000\u009b2J';
    const first = await stage(options);
    await first.held();
    const said = JSON.stringify(name);
    const server = await between(first.sandbox, async ({ forward, isWrite }) => {
      const answer = await forward();
      const text = answer.text
        .replaceAll(
          /"(city|region|carrier|displayName|lease_status)":("[^"]*"|null)/g,
          `"$1":${said}`,
        )
        .replaceAll(/"(channels|capability)":\[/g, `"$1":[${said},`);
      return isWrite ? answer : { ...answer, text };
    });
    const on = stageOn(first.sandbox, { ...options, url: server.url });
    const offers = [];
    for await (const event of on.client.search({ country: "US", limit: 5 }))
      if (event.kind === "items") offers.push(...event.items);
    const shown = JSON.stringify([offers, await listed(on)]);
    expect(shown).toContain("<img src=x onerror=");
    // As JSON writes them, and as they are.
    expect(shown).not.toMatch(/\\u00[019]|[\u0080-\u009f\u202a-\u202e]/);
    return "L";
  }),
);

fault("58 digits of other scripts: refused", () => {
  const looksLike = "+1٣05555٠100";
  return cases(
    [
      "typed",
      async () => {
        for (const typed of [looksLike, "＋13055550100", "+1305５５50100", "+1𝟑055550100"])
          expect(readPhoneNumber(typed, "US").kind).toBe("refused");
        return "B";
      },
    ],
    [
      "answered",
      () =>
        everywhere(async (options) => {
          const { number } = await stage(options);
          const script = (text: string) => text.replaceAll(number, number.replace(/0/g, "٠"));
          const on = await changing(options, ({ isWrite }) => isWrite, script);
          const { observed, failure } = await on.lease();
          expect(failure).toMatchObject({ kind: "outcome-unknown", reason: "unexpected-form" });
          return observed;
        }),
    ],
  );
});

fault("59 key and number within error texts: in no failure and no file", () =>
  everywhere(async (options) => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const ledger = sqliteLedger({ path });
    const on = await stage({ ...options, ledger });
    const { contiguity, sinch, control } = on.sandbox;
    const key = options.at === "sinch" ? sinch.keySecret : contiguity.apiKey;
    const digits = on.number.slice(1);
    const said = `Key ${key}, number ${digits}, ${digits.slice(0, 4)}-${digits.slice(4)}.`;
    const body =
      options.at === "sinch"
        ? { error: { code: 400, status: "X", message: said, details: [{ description: said }] } }
        : { object: "error", data: { error: said, status: 400 } };
    control.fault(options.at === "sinch" ? "sinch.rent" : "contiguity.lease", {
      status: 400,
      body,
    });
    const { observed, operation } = await on.lease();
    const failure = JSON.stringify(operation?.failure);
    expect(failure).toContain("•••");
    for (const planted of [key, digits]) expect(failure).not.toContain(planted);
    for (const file of [path, `${path}-wal`])
      expect(readFileSync(file, "latin1")).not.toContain(key);
    await ledger.close();
    return observed;
  }),
);

/** Answers on the way that are for changing, with their text changed. */
async function changing(
  options: StageOptions,
  which: (passing: Passing) => boolean,
  change: (text: string) => string,
): Promise<Stage> {
  const { sandbox } = await stage(options);
  const server = await between(sandbox, async (passing): Promise<TrueAnswer | undefined> => {
    if (!which(passing)) return undefined;
    const answer = await passing.forward();
    return { ...answer, text: change(answer.text) };
  });
  return stageOn(sandbox, { ...options, url: server.url });
}

/** The prices of the offers changed. */
function priced(options: StageOptions, change: (text: string) => string): Promise<Stage> {
  return changing(options, ({ isWrite }) => !isWrite, change);
}

function writes({ sandbox }: Stage): number {
  return Object.values(sandbox.control.writes()).reduce((sum, { received }) => sum + received, 0);
}

type Page = { readonly activeNumbers?: readonly object[]; readonly nextPageToken: string };

/** Sinch with other pages than its own in the lists of some types. */
async function sinchPages(
  transport: StageOptions["transport"],
  pages: Readonly<Record<string, (token: string | null) => Page>>,
  {
    sandbox,
    ...options
  }: Omit<StageOptions, "transport" | "at"> & { readonly sandbox?: Stage["sandbox"] } = {},
): Promise<Stage> {
  const at: ProviderName = "sinch";
  const real = sandbox ?? (await stage({ transport, at })).sandbox;
  const server = await between(real, async ({ path }) => {
    const { pathname, searchParams } = new URL(path, "http://127.0.0.1");
    const page = pathname.endsWith("/activeNumbers") && pages[searchParams.get("type") ?? ""];
    if (!page) return undefined;
    const text = JSON.stringify({ activeNumbers: [], ...page(searchParams.get("pageToken")) });
    return { status: 200, contentType: "application/json", text };
  });
  return stageOn(real, { transport, at, url: server.url, ...options });
}

async function incomplete({ client }: Stage) {
  return (await client.sweep()).failed.get("a");
}

async function listed({ client }: Stage): Promise<readonly Lease[]> {
  const leases: Lease[] = [];
  for await (const event of client.list()) if (event.kind === "items") leases.push(...event.items);
  return leases;
}
