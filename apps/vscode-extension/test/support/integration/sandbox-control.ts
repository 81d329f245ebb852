/** Leases and releases that arrived, and those that were carried out, by operation. */
type Writes = Readonly<Record<string, { readonly received: number; readonly committed: number }>>;

type Provider = "contiguity" | "sinch";

interface Request {
  readonly operation: string;
}

/** What had arrived in this test before a reset, which forgets it. */
let before: readonly Request[] = [];

/** The strings of the sandbox that the suite runs on. */
export const sandboxControl = {
  /** Every request of this test. */
  requests: async () => [...before, ...((await ask("GET", "log")) as readonly Request[])],
  /** What comes from here on belongs to another test. */
  forget: () => {
    before = [];
  },
  reset: async () => {
    before = await sandboxControl.requests();
    await ask("POST", "reset", {});
    await ask("DELETE", "faults", {});
  },
  hold: (operation: string) => ask("POST", "hold", { operation }),
  letGo: () => ask("DELETE", "hold", {}),
  clearFaults: () => ask("DELETE", "faults", {}),
  latency: (ms: number, operation: string) => ask("POST", "latency", { ms, operation }),
  advance: (ms: number) => ask("POST", "clock", { advanceMs: ms }),
  fault: (operation: string, fault: object) => ask("POST", "faults", { operation, fault }),
  leaseMany: (provider: Provider, count: number) =>
    ask("POST", "lease-many", { provider, count }) as Promise<readonly string[]>,
  owned: (provider: Provider) => ask("GET", `owned/${provider}`) as Promise<readonly string[]>,
  /** How many leases and releases have arrived. */
  writes: async () => {
    const writes = (await ask("GET", "writes")) as Writes;
    return Object.values(writes).reduce((sum, { received }) => sum + received, 0);
  },
};

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const url = process.env["LEASELINE_SANDBOX_URL"];
  if (!url) throw new Error("LEASELINE_SANDBOX_URL does not say where the sandbox is");
  const init = body && {
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  };
  const response = await fetch(`${url}/control/${path}`, { method, ...init });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return answer;
}
