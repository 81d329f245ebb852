import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { createSinchClient } from "./client.js";
import { findLeaseRoute } from "./lease-route.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { numberOrders } = createSinchClient({ ...sandbox.sinch, auth: "basic" });
const usLocal = { regionCode: "US", type: "LOCAL" } as const;
const germanLocal = { regionCode: "DE", type: "LOCAL" } as const;
const swedishMobile = { regionCode: "SE", type: "MOBILE" } as const;
const asDocumented = { orders: "as-documented" } as const;
const withDocuments = { supportingDocumentationRequired: true };

describe("the route to a lease", () => {
  it.each([
    ["US LOCAL", usLocal, {}],
    ["US LOCAL, as it is documented", usLocal, asDocumented],
    ["a number elsewhere", swedishMobile, {}],
    ["a number that says it needs no documents", germanLocal, {}],
  ])("is to rent %s, which takes no request to find out", async (_name, question, options) => {
    const asked = { ...question, supportingDocumentationRequired: false };
    expect(await findLeaseRoute(numberOrders, asked, options)).toEqual({ kind: "rent" });
    expect(control.requests()).toEqual([]);
  });

  it("is to order a number that needs documents, and names them before anything is paid", async () => {
    const route = await findLeaseRoute(numberOrders, { ...germanLocal, ...withDocuments });
    expect(route).toMatchObject({
      kind: "order",
      requirements: {
        fields: { required: ["companyName"] },
        attachments: [{ id: "proof-of-address", mandatory: true }, { mandatory: false }],
      },
    });
    expect(control.charges("sinch")).toEqual([]);
    expect(control.requests().map(({ operation }) => operation)).toEqual(["sinch.requirements"]);
  });

  it("is to order everything but US LOCAL, as it is documented", async () => {
    expect(await findLeaseRoute(numberOrders, swedishMobile, asDocumented)).toMatchObject({
      kind: "order",
      requirements: { fields: {}, attachments: [] },
    });
    const usMobile = { regionCode: "US", type: "MOBILE" } as const;
    expect(await findLeaseRoute(numberOrders, usMobile, asDocumented)).toMatchObject({
      kind: "order",
    });
  });

  it("does not take requirements that are not published for none", async () => {
    expect(await findLeaseRoute(numberOrders, { ...usLocal, ...withDocuments })).toEqual({
      kind: "order",
      requirements: null,
    });
  });

  it("is not known when the requirements cannot be read", async () => {
    control.fault("sinch.requirements", { html: true });
    const question = { ...germanLocal, ...withDocuments };
    expect(await failureOf(findLeaseRoute(numberOrders, question))).toMatchObject({
      kind: "no-answer",
    });
  });

  it("can be cancelled", async () => {
    const signal = AbortSignal.abort();
    const question = { ...germanLocal, ...withDocuments };
    expect(await failureOf(findLeaseRoute(numberOrders, question, { signal }))).toEqual({
      kind: "cancelled",
    });
  });
});
