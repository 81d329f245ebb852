import type { Fault as SandboxFault } from "@leaseline/sandbox";
import { expect } from "vitest";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import { httpServer } from "../../support/loopback-server.js";
import { soon } from "../../support/timing.js";
import { between } from "./between.js";
import { cases, everywhere, fault, ofAll } from "./observe.js";
import { type ProviderName, type Stage, type StageOptions, stage, stageOn } from "./stage.js";
import { leaseAt, unclear } from "./unclear.js";

fault("31 redirect with 301, 302 or 303: not followed, unknown", () => redirected(301, 302, 303));

fault("32 redirect with 307 or 308: not followed, unknown, and no key leaves", () =>
  redirected(307, 308),
);

fault("33 key that is not accepted, 401: rejected", () =>
  refused({
    contiguity: contiguityError(401, "Invalid or missing API key."),
    sinch: sinchError(401, "Unauthorized"),
    failure: { kind: "unauthorized" },
  }),
);

fault("34 no funds, 402: rejected", () =>
  // Sinch describes no such answer.
  refused({
    contiguity: contiguityError(402, "Insufficient funds."),
    failure: { kind: "insufficient-funds" },
  }),
);

fault("35 forbidden, 403: rejected, with an agreement only of the provider's own", async () => {
  const own = "https://api.contiguity.com/entitlements/lease";
  const agreements = [
    { said: own, shown: own },
    { said: "http://api.contiguity.com/entitlements/lease", shown: null },
    { said: "https://api.contiguity.com.example/entitlements/lease", shown: null },
    { said: "https://api.contiguity.com@example.com/", shown: null },
    { said: "javascript:alert(1)", shown: null },
    { said: null, shown: null },
  ];
  const answers = [
    ...agreements.map(({ said, shown }) => ({
      contiguity: contiguityError(403, "Accept it first.", { agreement_url: said }),
      failure: { kind: "forbidden", reason: "Accept it first.", agreementUrl: shown } as const,
    })),
    {
      sinch: sinchError(403, "Not for this project."),
      failure: { kind: "forbidden", reason: "Not for this project.", agreementUrl: null } as const,
    },
  ];
  return ofAll(answers, refused);
});

fault("36 not found, 404 in the provider's form: rejected, and absent when read", async () => {
  const observed = await refused({
    contiguity: contiguityError(404, "Number not found."),
    sinch: sinchError(404, "Not found.", [{ resourceType: "AvailableNumber" }]),
    failure: { kind: "number-taken" },
  });
  await everywhere(async (options) => {
    const { client, number } = await stage(options);
    expect(await client.get("a", number)).toEqual({ kind: "not-owned" });
    return "L";
  });
  return observed;
});

fault("37 conflict, 409: unknown, then committed or absent", () =>
  cases(
    // It can be about the request itself, which a gateway has sent twice, and which may be carried out only later.
    ["late", () => everywhere(sentTwice)],
    [
      "ours",
      () =>
        conflict((on, at) => on.sandbox.control.fault(leaseAt(on), { ...busy[at], after: true })),
    ],
    [
      "taken",
      () =>
        conflict((on, at) => {
          on.sandbox.control.fault(leaseAt(on), busy[at]);
          on.client.onChange(({ state }) => {
            if (state === "sent") on.sandbox.control.leaseElsewhere(at, on.number);
          });
        }),
    ],
  ),
);

fault("38 bad request, 400 or 422: rejected, with the field", async () => {
  const details = [
    { type: "BadRequest", fieldViolations: [{ field: "smsConfiguration", description: "Empty." }] },
  ];
  return ofAll([400, 422], async (status) => {
    const rejected = { kind: "rejected", status } as const;
    const answers = [
      {
        contiguity: contiguityError(status, "Invalid request body."),
        failure: { ...rejected, reason: "Invalid request body.", field: null },
      },
      {
        sinch: sinchError(status, "Bad request.", details),
        failure: { ...rejected, reason: "Empty.", field: "smsConfiguration" },
      },
    ];
    return ofAll(answers, refused);
  });
});

fault("39 request timeout, 408: unknown", () => unclear("server-error", 408));
fault("40 too many requests, 429: unknown", () => unclear("rate-limited", 429));

fault("44 server error, 500: unknown", () => unclear("server-error", 500));
fault("45 gateway error, 502 or 504: unknown", () => unclear("server-error", 502, 504));

fault("47 server error after the work was done: unknown, then committed", () =>
  everywhere(async (options) => {
    const on = await stage(options);
    on.sandbox.control.fault(leaseAt(on), { status: 500, body: "", after: true });
    return (await on.lease()).observed;
  }),
);

interface Refusal {
  readonly contiguity?: SandboxFault;
  readonly sinch?: SandboxFault;
  readonly failure: LeaseFailure;
}

/** A refusal in the provider's own form, for which nothing was done. */
function refused({ failure: expected, ...answers }: Refusal): Promise<string> {
  const providers = (["contiguity", "sinch"] as const).filter((at) => answers[at]);
  return everywhere(async (options) => {
    const on = await stage(options);
    const answer = answers[options.at];
    if (answer) on.sandbox.control.fault(leaseAt(on), answer);
    const { observed, thrown, failure } = await on.lease();
    expect(thrown).toEqual(expected);
    expect(failure).toEqual(expected);
    expect(on.sandbox.control.writes()[leaseAt(on)]).toEqual({ received: 1, committed: 0 });
    return observed;
  }, providers);
}

function redirected(...statuses: readonly number[]): Promise<string> {
  const observe = (after: boolean) => () =>
    everywhere((options) =>
      ofAll(statuses, async (status) => {
        let followed = 0;
        const elsewhere = await httpServer((_request, response) => {
          followed += 1;
          response.end("{}");
        });
        const on = await stage(options);
        on.sandbox.control.fault(leaseAt(on), {
          status,
          headers: { location: elsewhere.url },
          after,
        });
        const seen = await on.lease();
        expect(seen.failure).toMatchObject({ kind: "outcome-unknown", reason: "redirected" });
        expect(on.sandbox.control.writes()[leaseAt(on)].received).toBe(1);
        expect(followed).toBe(0);
        return seen.observed;
      }),
    );
  return cases(["acted", observe(true)], ["not", observe(false)]);
}

/** In each provider's own form: a 409 of anybody else says nothing about the number. */
const busy = {
  contiguity: contiguityError(409, "In use."),
  sinch: sinchError(409, "In use."),
} as const;

function conflict(arrange: (on: Stage, at: ProviderName) => void): Promise<string> {
  return everywhere(async (options) => {
    const on = await stage(options);
    arrange(on, options.at);
    const { observed, thrown, failure } = await on.lease();
    expect(failure).toMatchObject({ kind: "outcome-unknown", reason: "conflict" });
    if (thrown) expect(thrown).toEqual({ kind: "number-taken" });
    expect(on.sandbox.control.writes()[leaseAt(on)].received).toBe(1);
    return observed;
  });
}

/** By the time that the number is shown, looks would agree that it is not, if nothing could be on its way. */
async function sentTwice(options: StageOptions & { readonly at: ProviderName }): Promise<string> {
  const { sandbox } = await stage(options);
  const server = await between(sandbox, async ({ isWrite, forward }) => {
    if (!isWrite) return undefined;
    setTimeout(() => void forward().catch(() => {}), 300);
    const { status, body } = busy[options.at];
    return { status, contentType: "application/json", text: JSON.stringify(body) };
  });
  const timing = { ...soon, onItsWayMs: 2500 };
  const on = stageOn(sandbox, { ...options, timing, url: server.url });
  const { observed } = await on.lease();
  expect(sandbox.control.owned(options.at)).toEqual([on.number]);
  return observed;
}

function contiguityError(status: number, error: string, more: object = {}) {
  return { status, body: { object: "error", data: { error, status, ...more } } };
}

function sinchError(code: number, message: string, details: readonly object[] = []) {
  return { status: code, body: { error: { code, message, status: "X", details } } };
}
