import { describe, expect, it } from "vitest";
import { notSentReason } from "./transport.js";

const failure = (fields: object, cause?: unknown) =>
  Object.assign(new Error("x", { cause }), fields);

describe("the proof that a request was not sent", () => {
  it.each([
    ["ENOTFOUND", "name-lookup"],
    ["EAI_AGAIN", "name-lookup"],
    ["ECONNREFUSED", "refused"],
    ["UND_ERR_CONNECT_TIMEOUT", "connect-timeout"],
    ["UND_ERR_PRX_CONN", "proxy"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
  ])("is %s", (code, reason) => {
    expect(notSentReason(failure({ code }))).toBe(reason);
  });

  it("is looked for in the causes, where fetch keeps it", () => {
    expect(notSentReason(failure({}, failure({ code: "ECONNREFUSED" })))).toBe("refused");
  });

  it.each([
    "ECONNRESET",
    "EPIPE",
    "UND_ERR_SOCKET",
    "UND_ERR_ABORTED",
    "ERR_SSL_WRONG_VERSION_NUMBER",
  ])("is not %s, which a connection in use can end with", (code) => {
    expect(notSentReason(failure({ code }))).toBeNull();
  });

  it.each(["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"])("is %s only while connecting", (code) => {
    expect(notSentReason(failure({ code, syscall: "connect" }))).not.toBeNull();
    expect(notSentReason(failure({ code, syscall: "read" }))).toBeNull();
  });

  it("is a failure of every address of a host", () => {
    const refused = failure({ code: "ECONNREFUSED" });
    const reset = failure({ code: "ECONNRESET" });
    expect(notSentReason(new AggregateError([refused, refused]))).toBe("refused");
    // Node gives the whole the code of its first part.
    expect(
      notSentReason(Object.assign(new AggregateError([refused, reset]), { code: "ECONNREFUSED" })),
    ).toBeNull();
    expect(notSentReason(new AggregateError([]))).toBeNull();
  });

  it("is nothing that is no error, nor a chain of causes without an end", () => {
    const endless = new Error("x");
    endless.cause = endless;
    expect(notSentReason(endless)).toBeNull();
    expect(notSentReason("ECONNREFUSED")).toBeNull();
  });
});
