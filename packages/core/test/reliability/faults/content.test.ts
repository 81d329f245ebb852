import type { Fault as SandboxFault } from "@leaseline/sandbox";
import { expect } from "vitest";
import { type TrueAnswer, between } from "./between.js";
import { both, changed, html, nulls } from "./bodies.js";
import { cases, everywhere, fault, ofAll, overEach } from "./observe.js";
import { type Seen, stage, stageOn } from "./stage.js";

const page = "<!doctype html><title>Sign in</title><p>This network asks you to sign in.</p>";

fault("18 wrong content type: committed if the body is right", () =>
  cases(
    ["right", () => altered((answer) => ({ ...answer, contentType: "text/html" }))],
    [
      "other",
      () => altered((answer) => ({ ...answer, contentType: "text/plain", text: '{"ok":true}' })),
    ],
  ),
);

fault("19 web page with 200: unknown", () => faulty({ status: 200, ...html(page) }, "not-json"));

fault("20 web page with 403 or 404: unknown, and no refusal", () =>
  ofAll([403, 404], (status) => faulty({ status, ...html(page) }, "not-json")),
);

fault("21 invalid JSON: unknown", () => faulty({ status: 200, body: '{"data":{,}}' }, "not-json"));

fault("22 byte order mark: left out", () =>
  altered((answer) => ({ ...answer, text: `\ufeff${answer.text}` })),
);

fault("23 fields that nobody knows: ignored", () =>
  altered((answer) => ({
    ...answer,
    text: changed(answer.text, (fields) => ({ ...fields, fresh: { deep: [1, "two", null] } })),
  })),
);

fault("24 state that nobody knows: kept, and counts as held", async () => {
  // Only Contiguity says the state of its leases in one word.
  const unheardOf = (text: string) => text.replaceAll('status":"active"', 'status":"dormant"');
  return overEach(async (transport) => {
    const { sandbox } = await stage({ transport });
    const server = await between(sandbox, async ({ forward, isWrite, path }) => {
      const answer = await forward();
      return isWrite || path.includes("/leased")
        ? { ...answer, text: unheardOf(answer.text) }
        : answer;
    });
    const on = stageOn(sandbox, { transport, url: server.url });
    const { observed, operation } = await on.lease();
    expect(operation?.lease?.state).toBe("x-dormant");
    await on.client.sweep();
    expect(await on.ledger.lists()).toMatchObject([
      { leases: [{ lease: { number: on.number, state: "x-dormant" }, origin: "here" }] },
    ]);
    return observed;
  });
});

fault("25 number missing: unknown, and an optional null is fine", () =>
  cases(
    [
      "missing",
      () =>
        altered(
          (answer) => ({
            ...answer,
            text: changed(answer.text, (fields) =>
              Object.fromEntries(
                Object.entries(fields).filter(([name]) => !/^(number|phoneNumber)$/.test(name)),
              ),
            ),
          }),
          ({ failure }) => expect(failure).toMatchObject({ reason: "unexpected-form" }),
        ),
    ],
    [
      "null",
      () =>
        altered((answer) => ({
          ...answer,
          text: changed(answer.text, (fields) => ({
            ...fields,
            ...nulls("status", "billing", "displayName", "regionCode", "type", "money"),
          })),
        })),
    ],
  ),
);

fault("26 another number in the answer: unknown, and said so", () =>
  cases(["acted", () => another(true)], ["not", () => another(false)]),
);

fault("27 empty answer with 200 or 204: unknown", () =>
  ofAll([200, 204], (status) => faulty({ status, body: "" })),
);

fault("28 failure code within a 200: unknown, as no provider describes one", () =>
  faulty(
    { status: 200, body: { object: "error", data: { error: "Insufficient funds.", status: 402 } } },
    "unexpected-form",
  ),
);

fault("29 accepted, and still being set up: committed", () =>
  overEach(async (transport) => {
    const on = await stage({ transport, at: "sinch" });
    const { observed, operation } = await on.lease({ connect: { sms: "plan-1" } });
    expect(operation?.lease).toMatchObject({
      state: "pending",
      provisioning: [{ feature: "sms", state: "waiting" }],
    });
    return observed;
  }),
);

fault("30 keys such as __proto__: harmless", () =>
  altered(
    (answer) => ({
      ...answer,
      text: answer.text.replaceAll(
        "{",
        '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
      ),
    }),
    () => expect(Object.hasOwn(Object.prototype, "polluted") || "polluted" in {}).toBe(false),
  ),
);

/** The provider acts, and its answer to the lease arrives changed. */
function altered(
  alter: (answer: TrueAnswer) => TrueAnswer,
  check: (seen: Seen) => void = () => {},
): Promise<string> {
  return everywhere(async (options) => {
    const { sandbox } = await stage(options);
    const server = await between(sandbox, async ({ forward, isWrite }) =>
      isWrite ? alter(await forward()) : undefined,
    );
    const on = stageOn(sandbox, { ...options, url: server.url });
    const seen = await on.lease();
    check(seen);
    expect(server.writes()).toBe(1);
    expect(sandbox.control.owned(options.at)).toEqual([on.number]);
    if (seen.observed === "C") expect(seen.operation?.lease?.number).toBe(on.number);
    return seen.observed;
  });
}

/** Another answer in the place of the true one, once when the provider has acted and once when not. */
function faulty(
  answer: Extract<SandboxFault, { status: number }>,
  reason?: string,
): Promise<string> {
  const observe = (after: boolean) => () =>
    everywhere(async (options) => {
      const on = await stage(options);
      const { control } = on.sandbox;
      const operation = options.at === "sinch" ? "sinch.rent" : "contiguity.lease";
      control.fault(operation, { ...answer, after });
      const { observed, failure } = await on.lease();
      expect(failure).toMatchObject({ kind: "outcome-unknown" });
      if (reason) expect(failure).toMatchObject({ reason });
      expect(control.writes()[operation]).toEqual({ received: 1, committed: after ? 1 : 0 });
      return observed;
    });
  return cases(["acted", observe(true)], ["not", observe(false)]);
}

/** The answer tells of a number that nobody asked for. */
function another(acted: boolean): Promise<string> {
  return everywhere(async (options) => {
    const { sandbox } = await stage(options);
    const server = await between(sandbox, async ({ forward, isWrite }) => {
      if (!isWrite) return undefined;
      const fields = { number: "+13055559999", phoneNumber: "+13055559999", lease_id: "l" };
      if (!acted) return { status: 200, contentType: "application/json", text: both(fields) };
      const answer = await forward();
      return {
        ...answer,
        text: changed(answer.text, (own) => ({ ...own, ...fields })),
      };
    });
    const on = stageOn(sandbox, { ...options, url: server.url });
    const { observed, failure } = await on.lease();
    expect(failure).toMatchObject({ kind: "outcome-unknown", reason: "other-number" });
    return observed;
  });
}
