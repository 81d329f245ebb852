import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { httpServer } from "../support/loopback-server.js";

it.each(["@leaseline/core/node", "@leaseline/core", "@leaseline/core/contiguity"])(
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
function oneRequest(entry: string, url: string): string {
  return `
    import { createContiguityClient } from ${JSON.stringify(entry)};
    const client = createContiguityClient({ apiKey: "contiguity_sk_x", baseUrl: ${JSON.stringify(url)} });
    await client.lease.available().catch((error) => {
      if (error.name !== "LeaseError") throw error;
    });
    console.log("done");
  `;
}
