import { describe, expect, it } from "vitest";
import { answer } from "../../../test/support/contiguity-answers.js";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { createContiguityClient } from "./client.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const agreement = "https://api.contiguity.com/entitlements/imessage";

describe.each(transports)("entitlements over $name", ({ transport }) => {
  const { entitlements } = createContiguityClient({ ...sandbox.contiguity, transport });

  it("are granted, available, ineligible or rejected", async () => {
    control.setEntitlement("whatsapp", "ineligible");
    control.setEntitlement("fast_track", "rejected");
    expect(await entitlements.get("lease")).toEqual({ status: "granted", agreement_url: null });
    expect(await entitlements.get("imessage")).toEqual({
      status: "available",
      agreement_url: agreement,
    });
    expect(await entitlements.get("whatsapp")).toMatchObject({ status: "ineligible" });
    expect(await entitlements.get("fast_track")).toMatchObject({ status: "rejected" });
    expect(control.requests()[0]).toMatchObject({
      method: "GET",
      path: "/contiguity/entitlements/lease",
    });
  });

  it("are granted on request where there is nothing to accept", async () => {
    expect(await entitlements.request("fast_track")).toMatchObject({ status: "granted" });
    expect(control.requests()).toMatchObject([
      { method: "POST", path: "/contiguity/entitlements/fast_track", body: "" },
    ]);
    expect(await entitlements.get("fast_track")).toMatchObject({ status: "granted" });
  });

  it("name the agreement that a person has to accept, and accept nothing", async () => {
    expect(await failureOf(entitlements.request("imessage"))).toMatchObject({
      kind: "forbidden",
      agreementUrl: agreement,
    });
    expect(control.requests()).toHaveLength(1);
    expect(await entitlements.get("imessage")).toMatchObject({ status: "available" });
  });

  it.each(["ineligible", "rejected"] as const)("are refused when %s", async (standing) => {
    control.setEntitlement("imessage", standing);
    expect(await failureOf(entitlements.request("imessage"))).toMatchObject({
      kind: "forbidden",
      agreementUrl: null,
    });
  });

  it("can be given back", async () => {
    expect(await entitlements.withdraw("lease")).toMatchObject({ status: "available" });
    expect(control.requests()).toMatchObject([
      { method: "DELETE", path: "/contiguity/entitlements/lease" },
    ]);
  });

  it("are told of only by names that there are", async () => {
    expect(await failureOf(entitlements.get("nothing"))).toMatchObject({
      kind: "rejected",
      status: 404,
    });
  });

  it.each(["", "..", "a/b", "lease?x", "%2e%2e", undefined, null, 7])(
    "have no name like %j, which would be another address",
    async (name) => {
      for (const method of ["get", "request", "withdraw"] as const)
        // What a caller without types can do.
        expect(await failureOf(entitlements[method](name as never))).toMatchObject({
          kind: "bad-input",
          field: "name",
        });
      expect(control.requests()).toEqual([]);
    },
  );

  it.each([
    "http://api.contiguity.com/entitlements/lease",
    "https://api.contiguity.com.example/entitlements/lease",
    "https://user@api.contiguity.com/entitlements/lease",
    "javascript:alert(1)",
    7,
    null,
  ])("pass on no agreement at %s", async (agreement_url) => {
    control.fault("contiguity.get-entitlement", answer({ status: "new", agreement_url }));
    expect(await entitlements.get("lease")).toEqual({ status: "new", agreement_url: null });
  });
});
