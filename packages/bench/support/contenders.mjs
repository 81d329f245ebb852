// Everybody who is measured, behind one form: from an address to calls by name. Each imports what it needs, and
// nothing else, so that a cold process loads no more than its user would.
import { firstNumber } from "./answers.mjs";

const keys = {
  projectId: "51bc3f40-f266-4ca8-8938-a1ed0ff32b9a",
  keyId: "key",
  keySecret: "secret-of-the-bench",
};
const apiKey = "contiguity_sk_bench";
const project = `/v1/projects/${keys.projectId}`;
const json = { accept: "application/json", "accept-encoding": "gzip, br" };

/** @returns for each call what carries it out, given the address of the server that holds so many numbers. */
export const contenders = {
  "contiguity ours": async (at) => {
    const { contiguityProvider, createContiguityClient } =
      await import("@leaseline/core/contiguity");
    const client = (held) => createContiguityClient({ apiKey, baseUrl: at(held) });
    return {
      list: (held) => bound(client(held), ({ lease }) => lease.leased()),
      lease: () => bound(client(1), ({ lease }) => lease.create(firstNumber)),
      release: () => bound(client(1), ({ lease }) => lease.terminate(firstNumber)),
      owned: (held) => ownedBy(contiguityProvider({ apiKey, baseUrl: at(held), account: "a" })),
    };
  },
  "contiguity official": async (at) => {
    const { Contiguity } = await import("contiguity");
    // It knows one address only.
    const { fetch } = globalThis;
    let base = at(1);
    globalThis.fetch = (url, options) =>
      fetch(base + url.slice("https://api.contiguity.com".length), options);
    const client = new Contiguity(apiKey);
    const on = (held, call) => () => {
      base = at(held);
      return call();
    };
    const list = (held) => on(held, () => client.lease.leased());
    return {
      list,
      lease: () => on(1, () => client.lease.create(firstNumber)),
      release: () => on(1, () => client.lease.terminate(firstNumber)),
      owned: list,
    };
  },
  "sinch ours": async (at) => {
    const { createSinchClient, sinchProvider } = await import("@leaseline/core/sinch");
    const options = (held) => ({ ...keys, baseUrl: at(held), authUrl: `${at(held)}/oauth2/token` });
    const client = (held) => createSinchClient(options(held));
    return {
      list: (held) =>
        bound(client(held), ({ activeNumbers }) => all(activeNumbers.list({ type: "LOCAL" }))),
      lease: () => bound(client(1), ({ availableNumbers }) => availableNumbers.rent(firstNumber)),
      release: () => bound(client(1), ({ activeNumbers }) => activeNumbers.release(firstNumber)),
      owned: (held) => ownedBy(sinchProvider({ ...options(held), account: "a" })),
      "first row": (held) => bound(sinchProvider({ ...options(held), account: "a" }), firstRow),
      "first row, basic": (held) =>
        bound(sinchProvider({ ...options(held), account: "a", auth: "basic" }), firstRow),
    };
  },
  "sinch official": async (at) => {
    const { SinchClient } = await import("@sinch/sdk-core");
    const client = (held) =>
      new SinchClient({ ...keys, numbersHostname: at(held), authHostname: at(held) }).numbers;
    const list = (held, types) =>
      bound(client(held), async ({ activeNumber }) => {
        for (const type of types)
          await all(activeNumber.list({ regionCode: "US", type, pageSize: 1000 }));
      });
    return {
      list: (held) => list(held, ["LOCAL"]),
      lease: () =>
        bound(client(1), ({ availableNumber }) =>
          availableNumber.rent({ phoneNumber: firstNumber, rentNumberRequestBody: {} }),
        ),
      release: () =>
        bound(client(1), ({ activeNumber }) => activeNumber.release({ phoneNumber: firstNumber })),
      // It has to be asked for each type.
      owned: (held) => list(held, ["MOBILE", "LOCAL", "TOLL_FREE"]),
      "first row": (held) =>
        bound(client(held), async ({ activeNumber }) => {
          for await (const _ of activeNumber.list({
            regionCode: "US",
            type: "LOCAL",
            pageSize: 1000,
          }))
            return;
        }),
    };
  },
  "contiguity undici": async (at) => rawContiguity(at, await undiciCall()),
  "contiguity http": async (at) => rawContiguity(at, await httpCall()),
  "sinch undici": async (at) => rawSinch(at, await undiciCall()),
  "sinch http": async (at) => rawSinch(at, await httpCall()),
};

function rawContiguity(at, call) {
  const headers = { ...json, authorization: `Token ${apiKey}` };
  const number = encodeURIComponent(firstNumber);
  const list = (held) => () => call("GET", `${at(held)}/numbers/leased`, headers);
  return {
    list,
    lease: () => () => call("POST", `${at(1)}/numbers/lease/${number}`, headers, "{}"),
    release: () => () => call("DELETE", `${at(1)}/numbers/leased/${number}`, headers),
    owned: list,
  };
}

function rawSinch(at, call) {
  const headers = { ...json, authorization: `Bearer ${"x".repeat(40)}` };
  const pages = async (held, type) => {
    let token = "";
    do {
      const query = `pageSize=1000&type=${type}${token && `&pageToken=${token}`}`;
      token = (await call("GET", `${at(held)}${project}/activeNumbers?${query}`, headers))
        .nextPageToken;
    } while (token);
  };
  return {
    list: (held) => () => pages(held, "LOCAL"),
    lease: () => () =>
      call("POST", `${at(1)}${project}/availableNumbers/${firstNumber}:rent`, headers, "{}"),
    release: () => () =>
      call("POST", `${at(1)}${project}/activeNumbers/${firstNumber}:release`, headers),
    owned: (held) => async () => {
      for (const type of ["MOBILE", "LOCAL", "TOLL_FREE"]) await pages(held, type);
    },
  };
}

/** The floor: undici's shortest way, and JSON.parse. */
async function undiciCall() {
  const { Agent, request } = await import("undici");
  const dispatcher = new Agent({ allowH2: false, pipelining: 1 });
  return async (method, url, headers, body) => {
    const answer = await request(url, { method, headers, body, dispatcher });
    return JSON.parse(await answer.body.text());
  };
}

/** The floor over Node's own client. */
async function httpCall() {
  const http = await import("node:http");
  const agent = new http.Agent({ keepAlive: true });
  return (method, url, headers, body) =>
    new Promise((resolve, reject) => {
      const request = http.request(url, { method, headers, agent }, (response) => {
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
      });
      request.on("error", reject).end(body);
    });
}

const bound = (client, call) => () => call(client);

/** Every page of what an account holds, kept until the end, as whoever shows it does. */
const ownedBy = (account) => () => all(account.list());

async function all(items) {
  const kept = [];
  for await (const item of items) kept.push(item);
  return kept;
}

async function firstRow(account) {
  for await (const { leases } of account.list()) if (leases.length > 0) return;
}
