import { specialNumbers } from "@leaseline/sandbox";
import { beforeEach, describe, expect, it } from "vitest";
import { answer, page } from "../../../test/support/contiguity-answers.js";
import { failureOf, failuresOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { createContiguityClient } from "./client.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { plain, bareData } = specialNumbers.contiguity;
const to = "+13055559999";
const path = `/contiguity/numbers/lease/%2B${plain.slice(1)}/call_forwarding`;
const soon = 60_000;

describe.each(transports)("call forwarding over $name", ({ transport }) => {
  const { lease } = createContiguityClient({ ...sandbox.contiguity, transport });
  const { callForwarding } = lease;
  beforeEach(async () => {
    await lease.create(plain);
  });

  it("is off at first", async () => {
    expect(await callForwarding.get(plain)).toEqual({
      number: plain,
      call_forwarding: { enabled: false, to: null, status: "active", estimated_completion: null },
    });
    expect(control.requests().at(-1)).toMatchObject({ method: "GET", path });
  });

  it("is queued when it is switched on, and active when its time has come", async () => {
    const { call_forwarding: queued } = await callForwarding.enable(plain, to);
    expect(queued).toEqual({
      enabled: true,
      to,
      status: "queued",
      estimated_completion: expect.any(Number),
    });
    expect(queued.estimated_completion).toBeGreaterThan(control.clock.now());
    expect(control.requests().at(-1)).toMatchObject({
      method: "POST",
      path: `${path}/enable`,
      body: JSON.stringify({ to }),
    });
    control.clock.advance(soon);
    expect(await callForwarding.get(plain)).toMatchObject({
      call_forwarding: { enabled: true, to, status: "active", estimated_completion: null },
    });
  });

  it("is queued when it is switched off, and leads nowhere", async () => {
    await callForwarding.enable(plain, to);
    control.clock.advance(soon);
    expect(await callForwarding.disable(plain)).toMatchObject({
      call_forwarding: { enabled: false, to: null, status: "queued" },
    });
    expect(control.requests().at(-1)).toMatchObject({ method: "POST", path: `${path}/disable` });
  });

  it("leads to a number that is given as an object", async () => {
    const number = await lease.get(bareData);
    expect(await callForwarding.enable(plain, number)).toMatchObject({
      call_forwarding: { to: bareData },
    });
  });

  it("refuses a target that is no number before anything is sent", async () => {
    expect(await failureOf(callForwarding.enable(plain, "305"))).toMatchObject({
      kind: "bad-input",
      field: "to",
    });
    expect(control.requests()).toHaveLength(1);
  });

  it("says that a number is not leased", async () => {
    const calls = [
      callForwarding.get(bareData),
      callForwarding.enable(bareData, to),
      callForwarding.disable(bareData),
    ];
    for (const failure of await failuresOf(calls)) expect(failure).toEqual({ kind: "not-leased" });
  });

  it("keeps a status that it does not know", async () => {
    const call_forwarding = { enabled: true, to, status: "paused", estimated_completion: "soon" };
    control.fault("contiguity.get-forwarding", answer({ number: plain, call_forwarding }));
    expect(await callForwarding.get(plain)).toMatchObject({
      call_forwarding: { status: "paused", estimated_completion: null },
    });
  });

  it("is not known after an answer about another number, or a page", async () => {
    const call_forwarding = { enabled: true, to };
    control.fault("contiguity.enable-forwarding", answer({ number: bareData, call_forwarding }));
    expect(await failureOf(callForwarding.enable(plain, to))).toMatchObject({
      kind: "outcome-unknown",
      reason: "other-number",
    });
    control.fault("contiguity.get-forwarding", { status: 404, ...page });
    expect(await failureOf(callForwarding.get(plain))).toMatchObject({ kind: "no-answer" });
  });
});
