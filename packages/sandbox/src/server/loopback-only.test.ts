import { request } from "node:http";
import { expect, test } from "vitest";
import { openSandbox } from "../../test/support/open-sandbox.js";

async function statusWith(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  // fetch does not let a Host header be set, which is what an attacker's page would make the browser do.
  return new Promise((resolve, reject) => {
    request(`${url}/control/clock`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once("error", reject)
      .end();
  });
}

test.each(["127.0.0.1", "localhost:80", "[::1]:80", "LOCALHOST"])(
  "lets in a request for %s",
  async (host) => {
    const { url } = await openSandbox();
    expect(await statusWith(url, { host })).toBe(200);
  },
);

test.each(["evil.example", "127.0.0.1.evil.example", "0.0.0.0", "[::2]", "example.com:80"])(
  "turns away a request for the host %j, which re-pointed its name at this machine",
  async (host) => {
    const { url } = await openSandbox();
    expect(await statusWith(url, { host })).toBe(403);
  },
);

test("turns away web pages, and lets in those of this machine", async () => {
  const { url } = await openSandbox();
  expect(await statusWith(url, { origin: "https://evil.example" })).toBe(403);
  expect(await statusWith(url, { origin: "null" })).toBe(403);
  expect(await statusWith(url, { origin: "http://localhost:3000" })).toBe(200);
});
