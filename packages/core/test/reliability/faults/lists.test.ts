import { specialNumbers } from "@leaseline/sandbox";
import { expect } from "vitest";
import { soon } from "../../support/timing.js";
import { type Between, between } from "./between.js";
import { everywhere, fault, ofAll, overEach } from "./observe.js";
import {
  type ProviderName,
  type Stage,
  type StageOptions,
  listed,
  stage,
  stageOn,
} from "./stage.js";
import { e164 } from "../../support/e164.js";

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

fault("99 number that a list tells of twice, with an end and without: held", () =>
  everywhere((options) =>
    ofAll(["first", "last"] as const, async (place) => {
      const { sandbox } = await stage(options);
      const lease = await stageOn(sandbox, options).held();
      const { url } = await tellingTwice(sandbox, place);
      const timing = { ...soon, provingLooks: 4 };
      const on = stageOn(sandbox, { ...options, timing, url });
      const { observed } = await on.release(lease);
      await on.client.sweep();
      expect(await on.client.spending()).toMatchObject({ running: [lease.price?.recurring] });
      return observed;
    }),
  ),
);

/** Lists that have each number a second time, as one that is given back. From the first write on, they alone are told. */
function tellingTwice(sandbox: Stage["sandbox"], place: "first" | "last"): Promise<Between> {
  let isSent = false;
  return between(sandbox, async ({ path, isWrite, socket, forward }) => {
    isSent ||= isWrite;
    if (isWrite) {
      socket.destroy();
      return null;
    }
    if (!/\/(numbers\/leased|activeNumbers\?.*)$/.test(path))
      return isSent
        ? { status: 500, contentType: "text/plain", text: "", retryAfter: "0" }
        : undefined;
    const answer = await forward();
    const ended = { expireAt: "2099-01-01T00:00:00Z", lease_status: "terminated" };
    const twice = (all: readonly object[]) => {
      const others = all.map((one) => ({ ...one, ...ended }));
      return place === "first" ? [...others, ...all] : [...all, ...others];
    };
    const text = JSON.stringify(JSON.parse(answer.text), (name, value: unknown) =>
      Array.isArray(value) && ["numbers", "activeNumbers"].includes(name) ? twice(value) : value,
    );
    return { ...answer, text };
  });
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
