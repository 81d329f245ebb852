import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { type RequestListener, createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Server } from "node:net";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadedBefore, run } from "../support/run.js";
import { sandboxHome, temporaryFolder } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const unix = process.platform !== "win32";
const root = unix && process.getuid?.() === 0;
const certificate = join(import.meta.dirname, "../fixture/localhost.pem");

/** The state folder is not named, and the working directory is one in which a ledger would be seen. */
async function inWorkingDirectory(changes: Readonly<Record<string, string>>) {
  const { LEASELINE_HOME: _, ...accounts } = at.environment;
  const cwd = temporaryFolder();
  const ended = await run(["list", "--json"], { ...accounts, ...changes }, null, { cwd });
  expect(readdirSync(cwd)).toEqual([]);
  return ended;
}

describe.runIf(unix)("compiled code, which is run as it is found,", () => {
  it("is neither kept in nor taken from a folder that others can write in", async () => {
    const home = temporaryFolder();
    chmodSync(home, 0o777);
    const { exitCode } = await run(["operations"], { ...at.environment, LEASELINE_HOME: home });
    expect({ exitCode, left: readdirSync(home) }).toEqual({ exitCode: 2, left: [] });
  });

  it("is in a folder of its owner alone, also where it was made for all", async () => {
    const home = temporaryFolder();
    chmodSync(home, 0o755);
    const cache = join(home, "cache");
    mkdirSync(cache);
    chmodSync(cache, 0o777);
    await run(["operations"], { ...at.environment, LEASELINE_HOME: home });
    expect(statSync(cache).mode & 0o777).toBe(0o700);
  });
});

describe.runIf(unix)("the state folder is never in the working directory", () => {
  it.each([{ LEASELINE_HOME: "state" }, { LEASELINE_HOME: "~/state" }])("with %o", async (home) => {
    const { exitCode, document } = await inWorkingDirectory(home);
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({ error: { kind: "bad-input", spent: "nothing" } });
    expect(control.requests()).toEqual([]);
  });

  it.each([{ XDG_STATE_HOME: "state" }, { XDG_STATE_HOME: "~/state" }, { XDG_STATE_HOME: "" }])(
    "with %o it is in the home folder",
    async (state) => {
      const home = temporaryFolder();
      const { exitCode } = await inWorkingDirectory({ HOME: home, ...state });
      expect(exitCode).toBe(0);
      expect(existsSync(join(home, ".local/state/leaseline/ledger.sqlite"))).toBe(true);
    },
  );

  it.runIf(root).each([{ HOME: "" }, { HOME: "~" }, { HOME: "here" }, {}])(
    "with %o, and a user that the system does not know, it is nowhere",
    async (home) => {
      const { exitCode, document } = await inWorkingDirectory({
        ...home,
        NODE_OPTIONS: loadedBefore("unknown-user.cjs"),
      });
      expect(exitCode).toBe(2);
      expect(document()).toMatchObject({
        error: { kind: "bad-input", message: expect.stringContaining("LEASELINE_HOME") },
      });
    },
  );
});

describe("a state folder that cannot be made", () => {
  const homes = () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    return [
      join(file, "leaseline"),
      ...(process.platform === "linux" ? ["/proc/leaseline", "/proc/self"] : []),
    ];
  };

  it("keeps nobody from looking who has their keys in the environment", async () => {
    const [number] = control.leaseMany({ provider: "contiguity", count: 1 });
    for (const LEASELINE_HOME of homes()) {
      const environment = { ...at.only("contiguity"), LEASELINE_HOME };
      const found = await run(["search", "--country", "US", "--json"], environment);
      expect([found.exitCode, found.stderr]).toEqual([0, ""]);
      const listed = (await run(["list", "--json"], environment)).document();
      expect(listed).toMatchObject({
        leases: [{ number }],
        ledger: { kind: "ledger-unavailable" },
      });
    }
  });

  it("has nothing leased, whatever may be spent", async () => {
    const words = ["lease", specialNumbers.sinch.plain, "--account", "sinch", "--yes", "--json"];
    for (const LEASELINE_HOME of homes()) {
      const environment = { ...at.only("sinch"), LEASELINE_HOME };
      const leased = await run([...words, "--expect-price", "0.80 USD"], environment);
      expect(leased.exitCode).toBe(1);
      expect(leased.document()).toMatchObject({ error: { kind: "ledger-unavailable" } });
    }
    expect(control.writes()["sinch.rent"].received).toBe(0);
  });
});

describe("a variable that is missing", () => {
  it.each(["SINCH_PROJECT_ID", "SINCH_KEY_ID", "SINCH_KEY_SECRET"])(
    "is named: %s",
    async (name) => {
      const environment: Record<string, string> = { ...at.only("sinch") };
      delete environment[name];
      const { exitCode, stderr } = await run(["list"], environment);
      expect(exitCode).toBe(7);
      expect(stderr).toContain(`${name} is not set`);
    },
  );
});

it.each([
  [
    "config.json",
    { caps: { monthly: { USD: "0.01" } } },
    ["caps"],
    { machine: [{ limit: { amount: "0.01" } }] },
  ],
  [
    "accounts.json",
    { accounts: [{ id: "work", provider: "sinch" }] },
    ["accounts", "list"],
    { accounts: [{}, {}, { id: "work", source: "keychain" }] },
  ],
  [
    "ledger.json",
    { ledger: "postgres://nobody@127.0.0.1:1/none" },
    ["operations"],
    { error: { kind: "ledger-unavailable" } },
  ],
])("a byte order mark in %s is left out", async (file, kept, words, document) => {
  writeFileSync(join(at.home, file), `\uFEFF${JSON.stringify(kept)}`);
  const { stdout } = await run([...words, "--json"], at.environment);
  expect(JSON.parse(stdout)).toMatchObject(document);
});

it("Node 23 is refused in one sentence", async () => {
  const environment = { ...at.environment, NODE_OPTIONS: loadedBefore("node-23.cjs") };
  const { exitCode, stdout, stderr } = await run(["list"], environment);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  const sentence = "Leaseline needs Node 22.19 or later, and not 23. This is 23.11.1.";
  expect(stderr).toBe(`${sentence}\n`);
  const { document } = await run(["list", "--json"], environment);
  expect(document()).toEqual({ error: { kind: "io", message: sentence, spent: "nothing" } });
});

it("an experiment of Node's is not spoken of, and any other warning is", async () => {
  const environment = { ...at.environment, NODE_OPTIONS: loadedBefore("warnings.cjs") };
  const { exitCode, stderr } = await run(["operations"], environment);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: expect.stringMatching(/^\(node:\d+\) Warning: another\n/),
  });
  expect(stderr).not.toContain("SQLite");
});

it("amounts are written as flags take them, whatever this machine speaks", async () => {
  const environment = { ...at.environment, LC_ALL: "de_DE.UTF-8" };
  const number = specialNumbers.sinch.plain;
  const agreed = ["--account", "sinch", "--yes", "--expect-price", "0.80 USD"];
  for (const [words, text] of [
    [["caps", "set", "USD", "1.005"], "$1.005 USD a month"],
    [["caps", "set", "USD", "0.005"], "$1.005 USD a month"],
    [["search", "--country", "US", "--limit", "1"], "$2.99/mo + $1.99 once"],
    [["lease", number, ...agreed], "$0.005"],
    [["caps", "remove", "USD", "--yes"], "$0.005 USD a month"],
    [["lease", number, "--account", "sinch", "--dry-run"], "for $0.80/mo"],
    [["lease", number, ...agreed], "$0.80/mo"],
    [["spend"], "$0.80 USD"],
  ] as const) {
    const { stdout, stderr } = await run(words, environment);
    expect(stdout + stderr, words.join(" ")).toContain(text);
  }
});

describe("a proxy", () => {
  const elsewhere = {
    CONTIGUITY_API_KEY: "contiguity_sk_x",
    LEASELINE_CONTIGUITY_URL: "https://api.invalid",
  };

  it.each(["HTTPS_PROXY", "https_proxy"])("of %s is asked", async (name) => {
    const { url, asked } = await proxy();
    const { exitCode } = await run(["accounts", "check"], {
      LEASELINE_HOME: at.home,
      ...elsewhere,
      [name]: url,
    });
    expect(exitCode).toBe(1);
    expect(new Set(asked)).toEqual(new Set(["api.invalid:443"]));
  });

  it("is not asked for what NO_PROXY names, nor for this machine", async () => {
    const { url, asked } = await proxy();
    await run(["accounts", "check"], {
      LEASELINE_HOME: at.home,
      ...elsewhere,
      HTTPS_PROXY: url,
      NO_PROXY: "api.invalid",
    });
    const proxied = { ...at.environment, HTTPS_PROXY: url, HTTP_PROXY: url };
    expect((await run(["list"], proxied)).exitCode).toBe(0);
    expect(asked).toEqual([]);
  });

  it("of HTTP_PROXY is for http, so it is asked neither for https nor for this machine", async () => {
    const { url, asked } = await proxy();
    const away = { LEASELINE_HOME: at.home, ...elsewhere, HTTP_PROXY: url, http_proxy: url };
    expect((await run(["accounts", "check"], away)).exitCode).toBe(1);
    const here = { ...at.environment, HTTP_PROXY: url };
    expect((await run(["list"], here)).exitCode).toBe(0);
    expect(asked).toEqual([]);
    const help = (await run(["--help"], here)).stdout.replaceAll(/\s+/g, " ");
    expect(help).toMatch(/HTTP_PROXY no effect: http is allowed only for this machine/);
  });

  it.each(["socks5://127.0.0.1:1", "foo", "http://", "http://me:50%@proxy.example:1"])(
    "whose address is %j is refused, by every command that would use it",
    async (address) => {
      const environment = { ...at.environment, HTTPS_PROXY: address };
      const number = "+13055550100";
      for (const words of [
        ["list"],
        ["search", "--country", "US"],
        ["accounts", "check"],
        ["lease", number, "--account", "contiguity", "--yes", "--expect-price", "2.99 USD"],
      ]) {
        const { exitCode, stdout, stderr } = await run(words, environment);
        expect({ words, exitCode }).toEqual({ words, exitCode: 2 });
        // The check of accounts tells of each in its table.
        expect(stdout + stderr).toContain("Write it as http://name:port");
      }
      const { document } = await run(["list", "--json"], environment);
      expect(document()).toMatchObject({ error: { kind: "usage" } });
    },
  );
});

describe("NODE_EXTRA_CA_CERTS", () => {
  it("names who is trusted beside the system's own", async () => {
    const pem = readFileSync(certificate);
    const url = await listening(
      createSecureServer({ key: pem, cert: pem }, answering('{"data":[],"meta":{}}')),
      "https",
    );
    const environment = {
      LEASELINE_HOME: at.home,
      CONTIGUITY_API_KEY: "contiguity_sk_x",
      LEASELINE_CONTIGUITY_URL: url,
    };
    const refused = await run(["accounts", "check", "--json"], environment);
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toContain("certificate");
    const trusted = { ...environment, NODE_EXTRA_CA_CERTS: certificate };
    expect((await run(["accounts", "check", "--json"], trusted)).stdout).not.toContain(
      "certificate",
    );
  });
});

function answering(body: string): RequestListener {
  return (_request, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(body);
}

async function proxy() {
  const asked: string[] = [];
  const server = createServer();
  server.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  return { url: await listening(server, "http"), asked };
}

async function listening(server: Server, scheme: string): Promise<string> {
  server.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  return `${scheme}://localhost:${typeof address === "object" ? address?.port : ""}`;
}
