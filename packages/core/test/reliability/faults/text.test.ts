import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { readPhoneNumber } from "../../../src/domain/typed-number.js";
import { sqliteLedger } from "../../../src/node/sqlite-ledger.js";
import { temporaryFolder } from "../../support/ledger-harness.js";
import { between, changing } from "./between.js";
import { cases, everywhere, fault } from "./observe.js";
import { listed, stage, stageOn } from "./stage.js";

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
