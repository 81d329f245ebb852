import { specialNumbers } from "@leaseline/sandbox";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { nodeTransport } from "../../src/node/node-transport.js";
import type { Transport } from "../../src/http/transport.js";
import { createLeaseClient } from "../../src/client/create-lease-client.js";
import { memoryLedger } from "../../src/ledger/memory-ledger.js";
import { contiguityProvider } from "../../src/providers/contiguity/provider.js";
import type { ProviderAccount } from "../../src/providers/provider-account.js";
import { sendLease, sendRelease } from "../../src/testing/observe.js";
import { sinchProvider } from "../../src/providers/sinch/provider.js";
import { httpServer } from "../support/loopback-server.js";
import { sharedSandbox } from "../support/shared-sandbox.js";
import { later } from "../support/timing.js";
import { transports } from "../support/transports.js";
import { effort, report } from "../../../../scripts/effort.mjs";
import { e164 } from "../support/e164.js";
import { type Answer, brokenAnswer } from "./fuzz/broken-answers.js";
import {
  expectCommittable,
  expectEnding,
  expectHarmless,
  expectNoInvention,
  expectOwnAbsence,
  expectUnpolluted,
  standingIn,
} from "./fuzz/promises.js";
import { type Truth, expectClear, listed, orFailure, truthOf } from "./fuzz/truths.js";

const sandbox = await sharedSandbox();
const answers = effort({ quick: 300, soak: 12_000 });
const overSockets = effort({ quick: 30, soak: 1000 });
const counted: Record<string, number> = {};
afterAll(() => report("fuzz", counted));

describe.each([
  {
    provider: "contiguity",
    number: e164(specialNumbers.contiguity.plain),
    make: (transport: Transport) =>
      contiguityProvider({ ...sandbox.contiguity, account: "a", transport }),
    leased: ["data", "number"],
    released: ["data", "number_id"],
    ending: {
      words: ["terminated", "expired"],
      word: ["data", "status"],
      time: ["data", "terminated_at"],
    },
    absence: /"object":"error"/,
    quoted: ["data", "id"],
  },
  {
    provider: "sinch",
    number: e164(specialNumbers.sinch.plain),
    make: (transport: Transport) =>
      sinchProvider({ ...sandbox.sinch, account: "a", auth: "basic", transport }),
    leased: ["phoneNumber"],
    released: ["phoneNumber"],
    ending: { words: [], word: null, time: ["expireAt"] },
    absence: /"resourceType":"ActiveNumber"/,
    quoted: ["phoneNumber"],
  },
])(
  "broken answers of $provider",
  ({ provider, number, make, ...fields }) => {
    const count = (what: string) => {
      counted[`${provider} ${what}`] = (counted[`${provider} ${what}`] ?? 0) + 1;
    };

    /** Every promise that a provider gives about one answer. */
    async function keepsPromises(
      account: ProviderAccount,
      { offer, held }: Truth,
      answer: Answer,
      what: (typeof operations)[number],
    ): Promise<void> {
      count("answers");
      switch (what) {
        case "lease": {
          const outcome = await sendLease(account, offer);
          if (outcome.kind === "committed") count("writes committed, each proved");
          if (outcome.kind === "committed") {
            expectCommittable(number, answer, fields.leased);
            expect(outcome.lease.number).toBe(number);
            if (outcome.lease.price !== offer.price) expectNoInvention(outcome.lease.price, answer);
          } else expectClear(outcome, answer);
          return;
        }
        case "release": {
          const outcome = await sendRelease(account, held);
          if (outcome.kind === "committed") count("writes committed, each proved");
          if (outcome.kind === "committed") {
            expectCommittable(number, answer, fields.released);
            expectEnding(answer, fields.ending);
            expect(outcome.lease.number).toBe(number);
          } else expectClear(outcome, answer);
          return;
        }
        case "quote": {
          const quoted = await orFailure(account.quote(number));
          if (!quoted) return;
          expectCommittable(number, answer, fields.quoted);
          expect(quoted.number).toBe(number);
          return expectNoInvention(quoted.price, answer);
        }
        case "get": {
          const owned = await orFailure(account.get(number));
          if (owned?.kind === "owned") expectCommittable(number, answer, fields.quoted);
          // By the provider's own word only: of this number, or that there is none.
          else if (owned && answer.status === 404) expectOwnAbsence(answer, fields.absence);
          else if (owned) expectCommittable(number, answer, fields.quoted);
          return;
        }
        case "list": {
          const leases = (await orFailure(listed(account))) ?? [];
          const standing = standingIn(answer);
          for (const lease of leases) {
            expect(standing).toContain(lease.number);
            expectNoInvention(lease.price, answer);
          }
        }
      }
    }

    it("make nothing crash, no lease committed that is not, and no price up", async () => {
      const truth = await truthOf(make, number);
      sandbox.control.reset();
      let answer: Answer = { status: 200, bytes: new Uint8Array() };
      const account = make(() => Promise.resolve(responseOf(answer)));
      await fc.assert(
        fc.asyncProperty(
          brokenAnswer(truth.texts),
          fc.constantFrom(...operations),
          async (broken, what) => {
            answer = broken;
            await keepsPromises(account, truth, broken, what);
            expectUnpolluted();
          },
        ),
        { numRuns: answers },
      );
    });

    it("nor do they when they come through sockets", async () => {
      const truth = await truthOf(make, number);
      sandbox.control.reset();
      let answer: Answer = { status: 200, bytes: new Uint8Array() };
      const { url } = await httpServer((request, response) => {
        request.resume();
        response.writeHead(answer.status, headersOf(answer)).end(answer.bytes);
      });
      for (const { transport } of transports) {
        const account = make((request) =>
          transport({ ...request, url: elsewhere(request.url, url) }),
        );
        await fc.assert(
          fc.asyncProperty(
            brokenAnswer(truth.texts),
            fc.constantFrom(...operations),
            async (broken, what) => {
              // These have no body, whatever is meant to be in it.
              answer = broken.status === 204 ? { ...broken, bytes: new Uint8Array() } : broken;
              await keepsPromises(account, truth, answer, what);
            },
          ),
          { numRuns: overSockets },
        );
      }
    });

    it("leave the ledger without a lease that the answer does not prove", async () => {
      const truth = await truthOf(make, number);
      sandbox.control.reset();
      let answer: Answer = { status: 200, bytes: new Uint8Array() };
      const real = nodeTransport();
      // Reads are answered truly: the number is not held. What is sent to lease it is never carried out.
      const account = make((request) =>
        request.method === "GET" ? real(request) : Promise.resolve(responseOf(answer)),
      );
      await fc.assert(
        fc.asyncProperty(brokenAnswer(truth.texts), async (broken) => {
          answer = broken;
          const ledger = memoryLedger();
          const client = createLeaseClient({ accounts: [account], ledger, timing: later });
          const settled = await orFailure(client.lease(await client.quote("a", number)));
          const [operation] = await ledger.operations();
          count("leases through the client");
          expect(["committed", "unknown", "rejected"]).toContain(operation?.state);
          if (operation?.state === "committed") expectCommittable(number, broken, fields.leased);
          expect(settled?.kind ?? "rejected").toBe(operation?.state);
          if (operation?.failure) expectHarmless(operation.failure);
        }),
        { numRuns: overSockets },
      );
    });
  },
  3_600_000,
);

const operations = ["lease", "lease", "release", "quote", "get", "list"] as const;

function responseOf(answer: Answer) {
  return { status: answer.status, headers: headersOf(answer), body: answer.bytes };
}

/** A read that is asked again is asked at once. */
function headersOf(_answer: Answer): Record<string, string> {
  return { "content-type": "application/json", "retry-after": "0" };
}

function elsewhere(text: string, origin: string): string {
  const { pathname, search } = new URL(text);
  return origin + pathname + search;
}
