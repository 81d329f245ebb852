import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { httpServer } from "../support/loopback-server.js";

it.each(["@leaseline/core", "@leaseline/core/contiguity"] as const)(
  "a process is not kept alive by the transport of %s when its work is done",
  async (entry) => {
    const server = await httpServer((_request, response) => response.end("{}"));
    const child = spawn(
      process.execPath,
      ["--input-type=module", "-e", oneRequest(entry, server.url)],
      { cwd: import.meta.dirname, stdio: ["ignore", "pipe", "inherit"] },
    );
    const ended = once(child, "exit");
    await once(child.stdout, "data");
    const start = performance.now();
    expect(await ended).toEqual([0, null]);
    // Servers keep idle connections for 5 s, and we for 4 s.
    expect(performance.now() - start).toBeLessThan(3000);
  },
);

/** A program that asks once and then has nothing left to do. It runs on the built package. */
function oneRequest(entry: keyof typeof asking, url: string): string {
  return `
    ${asking[entry](JSON.stringify(url))}.catch((error) => {
      if (error.name !== "LeaseError") throw error;
    });
    console.log("done");
  `;
}

const asking = {
  "@leaseline/core": (url: string) => `
    import { providers } from "@leaseline/core";
    const [provider] = providers;
    const shared = { account: "a", addresses: { baseUrl: ${url} } };
    await provider.create({ apiKey: "contiguity_sk_x" }, shared).verify()`,
  "@leaseline/core/contiguity": (url: string) => `
    import { createContiguityClient } from "@leaseline/core/contiguity";
    const client = createContiguityClient({ apiKey: "contiguity_sk_x", baseUrl: ${url} });
    await client.lease.available()`,
};
