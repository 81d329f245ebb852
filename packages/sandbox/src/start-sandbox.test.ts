import { describe, expect, test } from "vitest";
import { defaultCatalogue, startSandbox } from "./index.js";
import { atContiguity, atSinch } from "../test/support/call.js";
import { openSandbox } from "../test/support/open-sandbox.js";

// Taken before any sandbox of this file has started.
const { Request: request, Response: response } = globalThis;

describe("startSandbox", () => {
  test("takes a free port of this machine, so that many can run at once", async () => {
    const [one, other] = await Promise.all([openSandbox(), openSandbox()]);
    expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(one.url).not.toBe(other.url);
  });

  test("says where each provider is and with which keys", async () => {
    const { url, contiguity, sinch } = await openSandbox();
    expect(contiguity).toEqual({
      baseUrl: `${url}/contiguity`,
      apiKey: "contiguity_sk_sandbox",
    });
    expect(sinch).toEqual({
      baseUrl: `${url}/sinch`,
      authUrl: `${url}/sinch-auth/oauth2/token`,
      projectId: "sandbox-project",
      keyId: "sandbox-key-id",
      keySecret: "sandbox-key-secret",
    });
  });

  test.each(["0.0.0.0", "192.168.0.1", "example.com", "::"])(
    "refuses to listen on %s",
    async (host) => {
      await expect(startSandbox({ host })).rejects.toThrow(`not on ${host}`);
    },
  );

  test("says which error it was when the port is taken", async () => {
    const { url } = await openSandbox();
    const port = Number(new URL(url).port);
    await expect(startSandbox({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  test("offers the numbers of the seed, or of the catalogue it is given", async () => {
    const path = "/availableNumbers?regionCode=GB&type=LOCAL";
    const [seeded, given] = [
      await openSandbox({ seed: 5 }),
      await openSandbox({ catalogue: defaultCatalogue(5) }),
    ];
    const answers = await Promise.all(
      [seeded, given].map((sandbox) => atSinch(sandbox)("GET", path)),
    );
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect(answers[0]?.text).not.toBe((await atSinch(await openSandbox())("GET", path)).text);
  });

  test("leaves the global Request and Response of its host alone", async () => {
    await openSandbox();
    expect(globalThis.Request).toBe(request);
    expect(globalThis.Response).toBe(response);
  });

  test("closes at once, with idle, hanging and slow connections open, and closes twice", async () => {
    const sandbox = await startSandbox();
    const send = atContiguity(sandbox);
    await send("GET", "/numbers/leased");
    sandbox.control.fault("contiguity.get", { noAnswer: true });
    sandbox.control.fault("contiguity.available", { delayMs: 60_000 });
    const open = [send("GET", "/numbers/+1"), send("GET", "/numbers/leases")];
    const ended = Promise.allSettled(open);
    await expect.poll(() => sandbox.control.requests().length).toBe(3);
    // It waits for none of them: that would take longer than a test may.
    await sandbox.close();
    expect((await ended).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await sandbox.close();
  });
});
