import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:https";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { httpServer, listen } from "../support/loopback-server.js";
import { selfSigned } from "../support/self-signed.js";

it.each(["@leaseline/core", "@leaseline/core/contiguity"] as const)(
  "a process is not kept alive by the transport of %s when its work is done",
  async (entry) => {
    const server = await httpServer((_request, response) => response.end("{}"));
    await endsWhenDone(oneRequest(entry, server.url));
  },
);

it("nor by the connection of a write that was made ready and is not sent", async () => {
  let connections = 0;
  const server = createServer(selfSigned, (_request, response) =>
    response.end(JSON.stringify({ access_token: "a-token-of-the-test", expires_in: 3600 })),
  );
  server.on("secureConnection", () => (connections += 1));
  const baseUrl = `https://localhost:${(await listen(server)).port}`;
  await endsWhenDone(readied({ baseUrl, authUrl: `${baseUrl}/oauth2/token` }));
  expect(connections).toBe(2);
});

async function endsWhenDone(program: string): Promise<void> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said, ended] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect(ended).toEqual([0, null]);
  expect(said).toBe("done\n");
}

/** Servers keep idle connections for 5 s, and we for 4 s. */
const done = `
  console.log("done");
  setTimeout(() => console.log("is kept alive"), 2000).unref();
`;

function readied(addresses: { readonly baseUrl: string; readonly authUrl: string }): string {
  return `
    import { setDefaultCACertificates } from "node:tls";
    import { sinchProvider } from "@leaseline/core/sinch";
    setDefaultCACertificates([${JSON.stringify(selfSigned.cert)}]);
    const keys = { projectId: "project", keyId: "key", keySecret: "a-secret-of-the-test" };
    const account = sinchProvider({ ...keys, account: "sinch", ...${JSON.stringify(addresses)} });
    await account.prepareRelease({ number: "+13052000000" });
    ${done}
  `;
}

/** A program that asks once and then has nothing left to do. It runs on the built package. */
function oneRequest(entry: keyof typeof asking, url: string): string {
  return `
    ${asking[entry](JSON.stringify(url))}.catch((error) => {
      if (error.name !== "LeaseError") throw error;
    });
    ${done}
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
