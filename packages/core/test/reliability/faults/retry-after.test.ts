import { expect } from "vitest";
import { fault, ofAll, overEach } from "./observe.js";
import { type StageOptions, stage } from "./stage.js";
import { unclear } from "./unclear.js";

fault("41 Retry-After in seconds: honoured up to 60", () =>
  overEach(async (transport) => {
    expect(await waited(transport, { "retry-after": "1" })).toBeGreaterThan(950);
    const on = await stage({ transport });
    // Longer than anybody waits: it is told, and nobody asks again before.
    on.sandbox.control.fault("contiguity.get", {
      status: 429,
      headers: { "retry-after": "60" },
      times: "always",
    });
    await expect(on.client.quote("a", on.number)).rejects.toMatchObject({
      failure: { kind: "no-answer", reason: "rate-limited", retryAfterMs: 60_000 },
    });
    expect(on.sandbox.control.requests()).toHaveLength(1);
    return "L";
  }),
);

fault("42 Retry-After as a date: held against the answer's own Date", () =>
  overEach(async (transport) => {
    // Their clock is years away from ours; what counts is that the two are a second apart.
    const date = "Mon, 01 Jan 2001 00:00:00 GMT";
    const later = "Mon, 01 Jan 2001 00:00:01 GMT";
    expect(await waited(transport, { "retry-after": later, date })).toBeGreaterThan(950);
    return "L";
  }),
);

fault("43 Retry-After that is absurd, negative or words: ignored", () =>
  overEach(async (transport) => {
    const absurd = ["99999999999", "86400", "-5", "soon", "Mon, 01 Jan 1990 00:00:00 GMT"];
    return ofAll(absurd, async (said) => {
      // Whoever took it for a time would wait for more than a day, or ask no more.
      await waited(transport, { "retry-after": said });
      return "L";
    });
  }),
);

fault("46 unavailable, 503: unknown, and reads wait", async () => {
  await overEach(async (transport) => {
    expect(await waited(transport, { "retry-after": "1" }, 503)).toBeGreaterThan(950);
    return "L";
  });
  return unclear("server-error", 503);
});

/** How long a read waits before it asks again, in milliseconds. */
async function waited(
  transport: StageOptions["transport"],
  headers: Record<string, string>,
  status = 429,
): Promise<number> {
  const on = await stage({ transport });
  on.sandbox.control.fault("contiguity.get", { status, headers });
  const start = performance.now();
  await on.client.quote("a", on.number);
  expect(on.sandbox.control.requests()).toHaveLength(2);
  return performance.now() - start;
}
