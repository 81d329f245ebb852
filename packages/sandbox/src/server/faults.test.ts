import { connect } from "node:net";
import { text as collect } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Fault, specialNumbers } from "../index.js";
import { atContiguity, atSinch } from "../../test/support/call.js";
import {
  done,
  lease,
  leasePath,
  list,
  nothingDone,
  truth,
  withFault,
} from "../../test/support/faulty.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

describe("a status", () => {
  test("is answered instead of the work, in the body and headers that were given", async () => {
    const sandbox = await withFault({
      status: 503,
      body: { message: "busy", status: 503 },
      headers: { "retry-after": "7" },
    });
    const answer = await lease(sandbox);
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({ message: "busy", status: 503 });
    expect(answer.headers.get("retry-after")).toBe("7");
    expect(truth(sandbox)).toEqual(nothingDone);
  });

  test("can come after the work is committed", async () => {
    const sandbox = await withFault({
      status: 500,
      body: "oops",
      contentType: "text/plain",
      after: true,
    });
    const answer = await lease(sandbox);
    expect(answer.text).toBe("oops");
    expect(answer.headers.get("content-type")).toBe("text/plain");
    expect(truth(sandbox)).toEqual(done);
  });

  test("can be a redirect", async () => {
    const location = "http://127.0.0.1:9/elsewhere";
    const sandbox = await withFault({ status: 307, headers: { location } });
    const answer = await lease(sandbox);
    expect(answer.status).toBe(307);
    expect(answer.headers.get("location")).toBe(location);
  });

  test("can be one without a body", async () => {
    const answer = await lease(await withFault({ status: 204 }));
    expect(answer.status).toBe(204);
    expect(answer.text).toBe("");
  });

  test("can carry bytes, such as a compressed body", async () => {
    const sandbox = await withFault({
      status: 200,
      headers: { "content-encoding": "gzip" },
      bodyBase64: gzipSync('{"data":1}').toString("base64"),
    });
    expect((await lease(sandbox)).body).toEqual({ data: 1 });
  });
});

describe("a reset", () => {
  test.each([
    ["before", nothingDone],
    ["after", done],
  ] as const)("%s the work drops the connection", async (reset, expected) => {
    const sandbox = await withFault({ reset });
    await expect(lease(sandbox)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    expect(truth(sandbox)).toEqual(expected);
    expect(sandbox.control.requests()).toMatchObject([{ ended: "reset", status: null }]);
  });
});

describe("half a body", () => {
  test("comes with the true status and length, after the work", async () => {
    const sandbox = await withFault({ halfBody: true });
    const response = await fetch(`${sandbox.contiguity.baseUrl}${leasePath}`, {
      method: "POST",
      headers: { authorization: `Token ${sandbox.contiguity.apiKey}` },
      body: "{}",
    });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get("content-length"))).toBeGreaterThan(100);
    await expect(response.text()).rejects.toThrow();
    expect(truth(sandbox)).toEqual(done);
  });
});

describe("other answers", () => {
  test("a web page has status 200 and does not do the work", async () => {
    const sandbox = await withFault({ html: true });
    const answer = await lease(sandbox);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.text).toContain("<!doctype html>");
    expect(truth(sandbox)).toEqual(nothingDone);
  });

  test("the true answer can have a wrong content type", async () => {
    const sandbox = await withFault({ contentType: "text/plain" });
    const answer = await lease(sandbox);
    expect(answer.headers.get("content-type")).toBe("text/plain");
    expect(answer.body).toMatchObject({ data: { number: specialNumbers.contiguity.plain } });
    expect(truth(sandbox)).toEqual(done);
  });

  test("raw bytes need not be HTTP", async () => {
    const sandbox = await withFault({ raw: "SSH-2.0-nothing\r\n" });
    const { port } = new URL(sandbox.url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(
      `POST /contiguity${leasePath} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{}`,
    );
    expect(await collect(socket)).toBe("SSH-2.0-nothing\r\n");
    expect(truth(sandbox)).toEqual(nothingDone);
  });

  test("the true answer can drip", async () => {
    const sandbox = await withFault({ dripMs: 1 });
    const startMs = performance.now();
    const answer = await lease(sandbox);
    expect(answer.body).toMatchObject({ data: { number: specialNumbers.contiguity.plain } });
    expect(performance.now() - startMs).toBeGreaterThan(answer.text.length * 0.8);
  });
});

describe("faults", () => {
  test("keep nothing of the answer that they replace", async () => {
    const sandbox = await openSandbox();
    sandbox.control.fault("sinch.token", { status: 500, after: true });
    const response = await fetch(sandbox.sinch.authUrl, { method: "POST" });
    expect(response.status).toBe(500);
    expect(response.headers.has("www-authenticate")).toBe(false);
  });

  test("apply to one request if not told how many, in the order they were set", async () => {
    const sandbox = await openSandbox();
    sandbox.control.fault("contiguity.available", { status: 500 });
    sandbox.control.fault("contiguity.available", { status: 502, times: 2 });
    const statuses: number[] = [];
    for (let read = 0; read < 5; read += 1) statuses.push((await list(sandbox)).status);
    expect(statuses).toEqual([500, 502, 502, 200, 200]);
  });

  test("go on when told always, until they are cleared", async () => {
    const sandbox = await openSandbox();
    sandbox.control.fault("contiguity.available", { status: 500, times: "always" });
    for (let read = 0; read < 3; read += 1) expect((await list(sandbox)).status).toBe(500);
    sandbox.control.clearFaults();
    expect((await list(sandbox)).status).toBe(200);
  });

  test("leave every other operation alone", async () => {
    const sandbox = await withFault({ status: 500 });
    expect((await list(sandbox)).status).toBe(200);
    expect((await atSinch(sandbox)("GET", "/activeNumbers")).status).toBe(200);
  });

  test("come before the key is looked at", async () => {
    const sandbox = await withFault({ status: 500 });
    const answer = await atContiguity(sandbox)(
      "POST",
      leasePath,
      {},
      { authorization: "Token wrong" },
    );
    expect(answer.status).toBe(500);
  });

  test("that mean nothing are refused", async () => {
    const { control } = await openSandbox();
    const misspelt: object = { stauts: 500 };
    // A caller in plain JavaScript has no compiler to tell it.
    expect(() => control.fault("contiguity.get", misspelt as Fault)).toThrow();
  });
});
