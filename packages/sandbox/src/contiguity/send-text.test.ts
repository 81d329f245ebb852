import { expect, test } from "vitest";
import { type ContiguityOffer, defaultCatalogue, specialNumbers } from "../index.js";
import { atContiguity, atControl } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const { plain, bareData } = specialNumbers.contiguity;
const to = "+13055559999";
const message = "Hello";
const attachments = ["https://example.com/a.png"];

async function withLease() {
  const sandbox = await openSandbox({ now: () => 1_790_000_000_123 });
  const send = atContiguity(sandbox);
  await send("POST", `/numbers/lease/${encodeURIComponent(plain)}`, {});
  return { sandbox, text: (body: unknown) => send("POST", "/send/text", body) };
}

test("a text is taken, and told by the control as it went out", async () => {
  const { sandbox, text } = await withLease();
  const { status, body } = await text({ to, from: plain, message, attachments });
  expect(status).toBe(200);
  const sent = {
    messageId: "text_sandbox000001",
    to,
    from: plain,
    askedFrom: plain,
    message,
    attachments,
    fastTrack: false,
    atMs: 1_790_000_000_123,
  };
  expect(body).toMatchObject({ data: { message_id: sent.messageId } });
  expect(sandbox.control.texts()).toEqual([sent]);
  expect((await atControl(sandbox)("GET", "/texts")).body).toEqual([sent]);
  sandbox.control.reset();
  expect(sandbox.control.texts()).toEqual([]);
});

test.each([{}, { from: null, attachments: null }])(
  "a text with %j goes out from a number of the account's",
  async (nothing) => {
    const { sandbox, text } = await withLease();
    expect((await text({ to, message, ...nothing })).status).toBe(200);
    expect(sandbox.control.texts()).toMatchObject([{ from: plain, askedFrom: null }]);
  },
);

test("a text goes out from nobody's number while the account has none", async () => {
  const sandbox = await openSandbox();
  await atContiguity(sandbox)("POST", "/send/text", { to, message });
  expect(sandbox.control.texts()).toMatchObject([{ from: null }]);
});

test.each([
  {},
  { to: "305", message },
  { to },
  { to, message: "" },
  { to, attachments: [] },
  { to, attachments: ["http://example.com/a.png"] },
  { to, attachments: ["https://example.com/a"] },
  { to, attachments: Array.from({ length: 4 }, () => "https://example.com/a.png") },
  { to, message, from: "305" },
  { to, message, from: bareData },
  { to, message, fast_track: true },
  "{",
])("a text like %j is refused", async (body) => {
  const { sandbox, text } = await withLease();
  expect((await text(body)).status).toBe(400);
  expect(sandbox.control.texts()).toEqual([]);
});

test("the fast track needs its entitlement", async () => {
  const { sandbox, text } = await withLease();
  const body = { to, message, from: plain, fast_track: true };
  expect((await text(body)).status).toBe(403);
  sandbox.control.setEntitlement("fast_track", true);
  expect((await text(body)).status).toBe(200);
});

test("a number without MMS or RCS carries no attachments", async () => {
  const sandbox = await openSandbox({ catalogue: { contiguity: [smsOnly()] } });
  const send = atContiguity(sandbox);
  await send("POST", `/numbers/lease/${encodeURIComponent(plain)}`, {});
  const answer = await send("POST", "/send/text", { to, from: plain, message, attachments });
  expect(answer.status).toBe(400);
});

test("a sender that the account does not have is replaced where that is switched on", async () => {
  const { sandbox, text } = await withLease();
  await atControl(sandbox)("POST", "/substitution", { enabled: true });
  expect((await text({ to, message, from: bareData })).status).toBe(200);
  expect(sandbox.control.texts()).toMatchObject([{ from: plain, askedFrom: bareData }]);
});

function smsOnly(): ContiguityOffer {
  const [first] = defaultCatalogue().contiguity;
  if (!first) throw new Error("nothing is offered");
  return { ...first, channels: ["sms"] };
}
