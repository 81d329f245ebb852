import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import {
  type Fault,
  type Sandbox,
  operationNames,
  specialNumbers,
  startSandbox,
} from "@leaseline/sandbox";
import { expect, it, onTestFinished } from "vitest";
import type { Lease } from "./domain/lease.js";
import { failureSentence } from "./errors/describe-failure.js";
import { LeaseError } from "./errors/lease-error.js";
import type { Exchange } from "./http/api.js";
import { type Transport, NotSentError } from "./http/transport.js";
import { createLeaseClient } from "./client/create-lease-client.js";
import { sqliteLedger } from "./node/sqlite-ledger.js";
import { createContiguityClient } from "./providers/contiguity/client.js";
import { contiguityProvider } from "./providers/contiguity/provider.js";
import { createSinchClient } from "./providers/sinch/client.js";
import { sinchProvider } from "./providers/sinch/provider.js";
import { errorOf } from "../test/support/failure.js";
import { temporaryFolder } from "../test/support/ledger-harness.js";
import { closedPort } from "../test/support/loopback-server.js";
import { sharedSandbox } from "../test/support/shared-sandbox.js";
import { later } from "../test/support/timing.js";
import { transports } from "../test/support/transports.js";
import { e164 } from "../test/support/e164.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { contiguity, sinch } = {
  contiguity: specialNumbers.contiguity.plain,
  sinch: specialNumbers.sinch.plain,
};
const { apiKey } = sandbox.contiguity;
const { keyId, keySecret } = sandbox.sinch;
const hmacSecret = "canary-0123456789-0123456789-0123456789";

const keys = [apiKey, keySecret, hmacSecret, btoa(`${keyId}:${keySecret}`), "sandbox-token-"];

/** Everything that must not show, in every form in which it can occur. */
const planted = [...keys, contiguity.slice(1), sinch.slice(1)];

/** A provider, or somebody between, that repeats all it was told. */
const echoes = {
  contiguity: `You sent ${apiKey} (Token ${apiKey}) about ${contiguity} (${contiguity.slice(1)})`,
  sinch: `You sent ${keyId}:${keySecret} or ${hmacSecret}, Bearer sandbox-token-1 about ${sinch} (${sinch.slice(1)})`,
};

const faults: readonly (readonly [string, (echo: string) => Fault])[] = [
  ["a reset", () => ({ reset: "after" })],
  ["half a body", () => ({ halfBody: true })],
  ["no HTTP", (echo) => ({ raw: `${echo}\r\n\r\n` })],
  ["broken headers", (echo) => ({ raw: `HTTP/1.1 200 OK\r\n${echo}\u0000: x\r\n\r\n` })],
  ["no answer", () => ({ noAnswer: true })],
  ["a page", (echo) => ({ status: 200, contentType: "text/html", body: `<html>${echo}` })],
  ["other JSON", (echo) => ({ status: 200, body: { data: echo, [echo]: echo } })],
  [
    "a redirect",
    (echo) => ({ status: 307, headers: { location: `/${encodeURIComponent(echo)}` } }),
  ],
  [
    "Contiguity's refusal",
    (error) => ({ status: 400, body: { object: "error", data: { error, status: 400 } } }),
  ],
  [
    "Contiguity's prohibition",
    (error) => ({ status: 403, body: { object: "error", data: { error, status: 403 } } }),
  ],
  ["Sinch's refusal", (echo) => sinchError(400, echo)],
  ["Sinch's prohibition", (echo) => sinchError(403, echo)],
  [
    "a refusal in escapes",
    (echo) => inEscapes({ object: "error", data: { error: echo, status: 400 } }, echo),
  ],
  ["Sinch's refusal in escapes", (echo) => inEscapes(sinchError(400, echo).body, echo)],
  [
    "an agreement",
    (error) => ({
      status: 403,
      body: { object: "error", data: { error, agreement_url: agreementAbout(error), status: 403 } },
    }),
  ],
  ["a wrong key", (error) => ({ status: 401, body: { error } })],
  ["a conflict", (error) => ({ status: 409, body: { error } })],
  ["a failing server", (body) => ({ status: 500, body, headers: { "retry-after": "0" } })],
];

const exchanges: Exchange[] = [];
const onExchange = (exchange: Exchange) => void exchanges.push(exchange);

const writes = ["contiguity.lease", "contiguity.terminate", "sinch.rent", "sinch.release"] as const;
const plain = [
  ["c", e164(contiguity)],
  ["s", e164(sinch)],
] as const;
/** Held before anything goes wrong. */
const others = [
  ["c", e164(specialNumbers.contiguity.dearerThanListed)],
  ["s", e164(specialNumbers.sinch.dearerThanListed)],
] as const;

function accountsOver(transport: Transport, sandbox: Sandbox, timeoutMs: number) {
  const options = { transport, timeoutMs, onExchange };
  return [
    contiguityProvider({ ...sandbox.contiguity, ...options, account: "c" }),
    sinchProvider({ ...sandbox.sinch, ...options, account: "s" }),
  ];
}

/** Every kind of call over one transport; none of them may end well. */
function callsOver(transport: Transport): readonly Promise<unknown>[] {
  const options = { transport, timeoutMs: 150, onExchange };
  const client = createContiguityClient({ ...sandbox.contiguity, ...options });
  const { lease, text, entitlements } = client;
  const basic = createSinchClient({ ...sandbox.sinch, ...options, auth: "basic" });
  const oauth = createSinchClient({ ...sandbox.sinch, ...options });
  return [
    lease.available(),
    lease.get(contiguity),
    lease.create(contiguity),
    lease.terminate(contiguity),
    lease.configure(contiguity, {}),
    lease.callForwarding.enable(contiguity, contiguity),
    text.send({ to: contiguity, message: `About ${contiguity}` }),
    text.send({ to: contiguity, from: contiguity, message: "Hello" }),
    entitlements.request("lease"),
    basic.availableNumbers.check(sinch),
    basic.availableNumbers.rent(sinch),
    basic.activeNumbers.release(sinch),
    basic.activeNumbers.update(sinch, { displayName: sinch }),
    basic.callbackConfiguration.update({ hmacSecret }),
    basic.emergencyAddress.get(sinch),
    basic.numberOrders.createNumberOrder({
      phoneNumber: sinch,
      regionCode: "US",
      numberType: "LOCAL",
    }),
    basic.numberOrders.get("order"),
    basic.numberOrders.submit("order"),
    oauth.activeNumbers.get(sinch),
  ];
}

it.each(faults)("shows no key and no number after %s", async (_name, fault) => {
  for (const operation of operationNames) {
    const [provider] = operation.split(".");
    const echo = provider === "sinch" ? echoes.sinch : echoes.contiguity;
    control.fault(operation, { ...fault(echo), times: "always" });
  }
  const calls = transports.flatMap(({ transport }) => callsOver(transport));
  for (const error of await Promise.all(calls.map(errorOf))) expectClean(error);
  for (const exchange of exchanges.splice(0)) expectClean(exchange);
});

it.each(faults)(
  "keeps no key in a ledger, and no number in a failure, after %s",
  async (name, fault) => {
    for (const { transport } of transports) {
      // Its own: what others of these tests gave up may still be on its way to theirs.
      const sandbox = await startSandbox();
      onTestFinished(() => sandbox.close());
      // What comes late on a busy machine is waited for, unless it is to be waited for in vain.
      const patient = accountsOver(transport, sandbox, 20_000);
      const accounts = name === "no answer" ? accountsOver(transport, sandbox, 1000) : patient;
      const path = join(temporaryFolder(), "ledger.sqlite");
      const ledger = sqliteLedger({ path });
      onTestFinished(() => ledger.close());
      const before = createLeaseClient({ accounts: patient, ledger, timing: later });
      const client = createLeaseClient({ accounts, ledger, timing: later });
      const held: Lease[] = [];
      for (const [account, number] of others) {
        const settled = await before.lease(await before.quote(account, number));
        if (settled.kind === "committed") held.push(settled.lease);
      }
      for (const operation of writes)
        sandbox.control.fault(operation, {
          ...fault(operation.startsWith("sinch") ? echoes.sinch : echoes.contiguity),
          times: "always",
        });
      const requests = [
        ...plain.map(async ([account, number]) =>
          client.lease(await before.quote(account, number)),
        ),
        ...held.map((lease) => client.release(lease, { confirm: lease.number.slice(-4) })),
      ];
      for (const ended of await Promise.allSettled(requests))
        expectClean(ended.status === "fulfilled" ? ended.value.kind : ended.reason);
      const operations = await client.operations();
      expect(operations).toHaveLength(others.length + requests.length);
      for (const { id, failure } of operations) {
        expectClean(failure);
        // What was committed names its number, as it has to.
        const events = (await ledger.history(id)).map(({ event }) => event);
        expectClean(events.filter(({ kind }) => kind !== "committed"));
      }
      for (const exchange of exchanges.splice(0)) expectClean(exchange);
      for (const file of [path, `${path}-wal`]) {
        const bytes = readFileSync(file, "latin1");
        for (const secret of keys) expect(bytes).not.toContain(secret);
      }
    }
  },
);

it("shows no key and no number when nobody answers", async () => {
  const baseUrl = closedPort;
  for (const { transport } of transports) {
    const lost = createContiguityClient({ ...sandbox.contiguity, transport, baseUrl });
    expectClean(await errorOf(lost.lease.create(contiguity)));
  }
});

it("shows nothing of what a transport of somebody else's puts into its errors", async () => {
  const said = `Token ${apiKey} and ${apiKey}, about ${contiguity}`;
  for (const error of [
    new Error(said, { cause: { authorization: apiKey, number: contiguity } }),
    new NotSentError("refused", Object.assign(new Error(said), { request: { url: contiguity } })),
  ]) {
    const transport = () => Promise.reject(error);
    const { lease } = createContiguityClient({ ...sandbox.contiguity, transport });
    expectClean(await errorOf(lease.create(contiguity)));
  }
});

it("shows no key that cannot be used", () => {
  for (const make of [
    () => createContiguityClient({ apiKey: `${apiKey} with spaces` }),
    () => createContiguityClient({ apiKey: `${apiKey}\u0000` }),
    () => createContiguityClient({ apiKey, baseUrl: `http://${apiKey}@example.com` }),
    () => createSinchClient({ projectId: "p", keyId, keySecret: `${keySecret}é` }),
  ]) {
    expect(make).toThrow(LeaseError);
    try {
      make();
    } catch (error) {
      expectClean(error);
    }
  }
});

function expectClean(shown: unknown): void {
  const texts = [inspect(shown, { depth: 10, showHidden: true }), JSON.stringify(shown)];
  if (shown instanceof LeaseError) texts.push(String(shown.stack), failureSentence(shown.failure));
  for (const text of texts) for (const secret of planted) expect(text).not.toContain(secret);
}

/** What only whoever parses the answer can read. */
function inEscapes(body: unknown, echo: string): Fault {
  const escaped = Array.from(
    echo,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  ).join("");
  return { status: 400, body: JSON.stringify(body).replaceAll(echo, () => escaped) };
}

function agreementAbout(echo: string): string {
  return `https://api.contiguity.com/agreements?about=${encodeURIComponent(echo)}`;
}

function sinchError(code: number, echo: string) {
  const details = [{ type: "BadRequest", fieldViolations: [{ field: echo, description: echo }] }];
  return { status: code, body: { error: { code, message: echo, status: "X", details } } };
}
