import { specialNumbers } from "@leaseline/sandbox";
import { beforeEach, describe, expect, it } from "vitest";
import { answer, ownError, page } from "../../../test/support/contiguity-answers.js";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { timerByHand } from "../../../test/support/timer-by-hand.js";
import { transports } from "../../../test/support/transports.js";
import { createContiguityClient } from "./client.js";
import type { TextMessage } from "./messages.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { plain, needsEntitlement } = specialNumbers.contiguity;
const to = "+13055559999";
const message = "Hello";
const attachments = ["https://example.com/a.png"];
const operations = () => control.requests().map(({ operation }) => operation);

describe.each(transports)("a text over $name", ({ transport }) => {
  const { lease, text } = createContiguityClient({ ...sandbox.contiguity, transport });
  beforeEach(async () => {
    await lease.create(plain);
    await lease.create(specialNumbers.contiguity.bareData);
  });

  it("goes out with everything that was asked for, in the provider's words", async () => {
    control.setEntitlement("fast_track", true);
    const sent = await text.send({ to, from: plain, message, attachments, fastTrack: true });
    expect(sent.message_id).toMatch(/^text_/);
    const request = control.requests().at(-1);
    expect(request).toMatchObject({ method: "POST", path: "/contiguity/send/text" });
    expect(JSON.parse(request?.body ?? "")).toEqual({
      to,
      from: plain,
      message,
      attachments,
      fast_track: true,
    });
    expect(control.texts()).toMatchObject([{ to, from: plain, askedFrom: plain, message }]);
  });

  it.each([{}, { from: null, attachments: null }])(
    "leaves out what was not asked for: %j",
    async (nothing) => {
      await text.send({ to, message, ...nothing });
      expect(control.requests().at(-1)?.body).toBe(JSON.stringify({ to, message }));
    },
  );

  it("is not sent without what a misspelt name holds", async () => {
    const misspelt: object = { attachment: attachments };
    expect(await failureOf(text.send({ to, message, ...misspelt }))).toMatchObject({
      kind: "bad-input",
      field: "attachment",
    });
    expect(control.texts()).toEqual([]);
  });

  it("needs no message when something is attached", async () => {
    await text.send({ to, from: plain, attachments });
    expect(control.texts()).toMatchObject([{ message: null, attachments }]);
  });

  it.each([
    ["to", { to: "3055559999" }],
    ["to", { to: undefined }],
    ["from", { from: "" }],
    ["from", { from: "leases" }],
    ["from", { from: { id: 7 } }],
    ["message", { message: undefined }],
    ["message", { message: " \n" }],
    ["message", { message: 7 }],
    ["message", { message: "", attachments: [] }],
    ["attachments", { attachments: "https://example.com/a.png" }],
    ["attachments", { attachments: ["http://example.com/a.png"] }],
    ["attachments", { attachments: ["https://example.com/a"] }],
    ["attachments", { attachments: ["a.png"] }],
    ["attachments", { attachments: Array.from({ length: 4 }, () => "https://example.com/a.png") }],
  ])("is refused before anything is sent, for its %s: %j", async (field, wrong) => {
    const before = control.requests().length;
    // What a caller without types can do.
    const failure = await failureOf(text.send({ to, message, ...wrong } as TextMessage));
    expect(failure).toMatchObject({ kind: "bad-input", field });
    expect(control.requests()).toHaveLength(before);
  });

  describe("with a sender", () => {
    it("reads the number first when it is named by its digits", async () => {
      await text.send({ to, from: plain, message });
      expect(operations().slice(-2)).toEqual(["contiguity.get", "contiguity.send-text"]);
    });

    it("reads the number first when the object does not say that it is held", async () => {
      const number = await lease.get(needsEntitlement);
      expect(await failureOf(text.send({ to, from: number, message }))).toEqual({
        kind: "not-leased",
      });
      expect(operations().at(-1)).toBe("contiguity.get");
    });

    it("believes an object that says its lease and its channels, and reads nothing", async () => {
      const number = await lease.details(plain);
      await text.send({ to, from: number, message });
      expect(operations().slice(-2)).toEqual(["contiguity.get", "contiguity.send-text"]);
      expect(operations().filter((one) => one === "contiguity.get")).toHaveLength(1);
    });

    it.each([
      [["sms"], { attachments }],
      [["imessage", "whatsapp"], { message }],
      [[], { message }],
    ])("does not send through channels that cannot carry it: %j", async (channels, content) => {
      const from = { ...(await lease.details(plain)), capabilities: { channels } };
      expect(await failureOf(text.send({ to, from, ...content }))).toMatchObject({
        kind: "bad-input",
        field: "from",
      });
      expect(control.texts()).toEqual([]);
    });

    it("looks at the channels that it reads, too", async () => {
      const number = { id: plain, lease_id: "lsd_1", capabilities: { channels: ["sms"] } };
      control.fault("contiguity.get", answer(number));
      const send = text.send({ to, from: plain, message, attachments });
      expect(await failureOf(send)).toMatchObject({ kind: "bad-input", field: "from" });
    });

    it.each([{ capabilities: { channels: ["new"] } }, { capabilities: null }, {}])(
      "leaves to Contiguity what it cannot judge: %j",
      async (says) => {
        control.fault("contiguity.get", answer({ id: plain, lease_id: "lsd_1", ...says }));
        await text.send({ to, from: plain, message, attachments });
        expect(control.texts()).toHaveLength(1);
      },
    );

    it.each(["expired", "terminated"])("is not sent from a lease that is %s", async (status) => {
      const from = { ...(await lease.details(plain)), lease_status: status };
      expect(await failureOf(text.send({ to, from, message }))).toEqual({ kind: "not-leased" });
    });

    it("is not sent when the number cannot be read", async () => {
      control.fault("contiguity.get", { status: 404, ...page });
      const failure = await failureOf(text.send({ to, from: plain, message }));
      expect(failure).toMatchObject({ kind: "no-answer" });
      expect(control.texts()).toEqual([]);
    });
  });

  it("is not sent when the caller has given up", async () => {
    const signal = AbortSignal.abort();
    expect(await failureOf(text.send({ to, message }, { signal }))).toEqual({
      kind: "not-sent",
      reason: "cancelled",
    });
  });

  it.each([
    [ownError(400), { kind: "rejected", status: 400 }],
    [ownError(402), { kind: "insufficient-funds" }],
    [ownError(403), { kind: "forbidden" }],
    [ownError(409), { kind: "outcome-unknown", reason: "conflict" }],
    [answer({}), { kind: "outcome-unknown", reason: "unexpected-form" }],
    [{ noAnswer: true } as const, { kind: "outcome-unknown", reason: "timed-out" }],
  ])("after %j ends as what that means", async (fault, failure) => {
    control.fault("contiguity.send-text", fault);
    const limit = timerByHand();
    const hurried = { ...sandbox.contiguity, transport, timeoutMs: limit.ms };
    const sent = failureOf(createContiguityClient(hurried).text.send({ to, message }));
    await expect.poll(operations).toContain("contiguity.send-text");
    if ("noAnswer" in fault) limit.end();
    expect(await sent).toMatchObject(failure);
  });
});
