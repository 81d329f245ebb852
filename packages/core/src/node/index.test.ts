import { describe, expect, it } from "vitest";
import { failureOf } from "../../test/support/failure.js";
import { httpServer } from "../../test/support/loopback-server.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { contiguityProvider, createContiguityClient } from "../contiguity/index.js";
import { createSinchClient, sinchProvider } from "../sinch/index.js";
import { nodeTransport, sqliteLedger, tunnelThrough } from "./index.js";

const sandbox = await sharedSandbox();

describe("an option that nobody reads", () => {
  it.each<[string, () => unknown]>([
    ["of a ledger", () => sqliteLedger(misspelt("pat", "/var/lib/app/ledger.sqlite"))],
    ["of a transport", () => nodeTransport(misspelt("tunel", () => {}))],
    ["of a tunnel", () => tunnelThrough("http://127.0.0.1:3128", misspelt("timeoutMs", 1000))],
  ])("%s is refused: what it says would be left out in silence", (_, create) => {
    expect(create).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ kind: "bad-input" }) }),
    );
  });
});

/** As JavaScript gives it, which no compiler looks at. */
function misspelt(name: string, value: unknown): object {
  return { [name]: value };
}

describe("the entries of the providers", () => {
  it("have their clients and providers over the transport of the platform", async () => {
    await createContiguityClient(sandbox.contiguity).lease.available();
    await contiguityProvider({ ...sandbox.contiguity, account: "c" }).verify();
    await sinchProvider({ ...sandbox.sinch, account: "s" }).verify();
    for await (const number of createSinchClient(sandbox.sinch).activeNumbers.list()) {
      throw new Error(`nothing is leased, and yet there is ${number.phoneNumber}`);
    }
  });

  it("takes a transport that is undefined for one that was left out", async () => {
    let compression: string | undefined;
    const server = await httpServer((request, response) => {
      compression = request.headers["accept-encoding"]?.toString();
      response.end("{}");
    });
    const options = { apiKey: "contiguity_sk_x", baseUrl: server.url, transport: undefined };
    await failureOf(createContiguityClient(options).lease.available());
    // Fetch would ask for deflate too.
    expect(compression).toBe("gzip, br");
  });

  it("uses the transport that it is given", async () => {
    const transport = () => Promise.reject(new Error("used"));
    const { lease } = createContiguityClient({ ...sandbox.contiguity, transport });
    expect(await failureOf(lease.create("+13055550100"))).toMatchObject({
      kind: "outcome-unknown",
    });
  });
});
