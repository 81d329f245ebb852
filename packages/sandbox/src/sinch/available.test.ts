import { describe, expect, test } from "vitest";
import { specialNumbers } from "../index.js";
import { foundNumbers } from "../../test/support/bodies.js";
import { atSinch } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const special = specialNumbers.sinch;

async function search(query: string) {
  const { status, body } = await atSinch(await openSandbox())("GET", `/availableNumbers?${query}`);
  expect(status).toBe(200);
  return foundNumbers(body);
}

describe("search", () => {
  test("answers the numbers of one country and type, plain ones first", async () => {
    const found = await search("regionCode=US&type=LOCAL&size=50");
    expect(found).toHaveLength(50);
    expect(found.every(({ regionCode, type }) => regionCode === "US" && type === "LOCAL")).toBe(
      true,
    );
    expect(found[0]).toEqual({
      phoneNumber: special.plain,
      regionCode: "US",
      type: "LOCAL",
      capability: ["SMS", "VOICE"],
      setupPrice: { currencyCode: "USD", amount: "0.00" },
      monthlyPrice: { currencyCode: "USD", amount: "0.80" },
      paymentIntervalMonths: 1,
      supportingDocumentationRequired: false,
    });
  });

  test("answers an empty list, not an error, when nothing fits", async () => {
    expect(await search("regionCode=AQ&type=LOCAL")).toEqual([]);
  });

  test.each([
    ["%2B1212", "START", 1],
    ["212", "START", 0],
    ["+1212", "START", 0],
    ["%2B1212", undefined, 1],
    ["2125550", "CONTAINS", 1],
    ["212555", "END", 0],
    ["5550134", "END", 1],
  ])("holds the pattern %s against the whole number (%s)", async (pattern, how, hits) => {
    const searchPattern = how ? `&numberPattern.searchPattern=${how}` : "";
    const found = await search(
      `regionCode=US&type=LOCAL&size=1&numberPattern.pattern=${pattern}${searchPattern}`,
    );
    expect(found).toHaveLength(hits);
  });

  test("finds a special number by its digits", async () => {
    const pattern = encodeURIComponent(special.takenMeanwhile);
    const found = await search(`regionCode=US&type=LOCAL&numberPattern.pattern=${pattern}`);
    expect(found.map(({ phoneNumber }) => phoneNumber)).toEqual([special.takenMeanwhile]);
  });

  test("wants every capability that was asked for", async () => {
    const both = await search(
      "regionCode=US&type=LOCAL&size=1000&capabilities=SMS&capabilities=VOICE",
    );
    const voice = await search("regionCode=US&type=LOCAL&size=1000&capabilities=VOICE");
    const numbers = (found: typeof both) => found.map(({ phoneNumber }) => phoneNumber);
    expect(numbers(voice)).toContain(special.voiceOnly);
    expect(numbers(both)).not.toContain(special.voiceOnly);
    expect(numbers(both)).toContain(special.plain);
  });

  test.each([
    ["regionCode=US", ["type"]],
    ["type=LOCAL", ["region_code"]],
    ["", ["region_code", "type"]],
    ["regionCode=US&type=local", ["type"]],
    ["regionCode=US&type=LOCAL&size=-1", ["size"]],
    ["regionCode=US&type=LOCAL&capabilities=FAX", ["capabilities.0"]],
  ])("names the fields that are missing or wrong in ?%s", async (query, fields) => {
    const { status, body } = await atSinch(await openSandbox())(
      "GET",
      `/availableNumbers?${query}`,
    );
    expect(status).toBe(400);
    const fieldViolations = fields.map((field) => ({ field, description: expect.any(String) }));
    expect(body).toEqual({
      error: {
        code: 400,
        message: "",
        status: "INVALID_ARGUMENT",
        details: [{ type: "BadRequest", fieldViolations }],
      },
    });
  });
});

describe("check", () => {
  test("takes the plus raw and escaped", async () => {
    const send = atSinch(await openSandbox());
    for (const number of [special.plain, encodeURIComponent(special.plain)]) {
      const { status, body } = await send("GET", `/availableNumbers/${number}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ phoneNumber: special.plain });
    }
  });

  test("names the number that is not available", async () => {
    const { status, body } = await atSinch(await openSandbox())(
      "GET",
      "/availableNumbers/+12025559999",
    );
    expect(status).toBe(404);
    expect(body).toEqual({
      error: {
        code: 404,
        message: "",
        status: "NOT_FOUND",
        details: [
          {
            type: "ResourceInfo",
            resourceType: "AvailableNumber",
            resourceName: "+12025559999",
            owner: "",
            description: expect.any(String),
          },
        ],
      },
    });
  });

  test("shows the higher price from the second read on", async () => {
    const send = atSinch(await openSandbox());
    const amounts: unknown[] = [];
    for (let read = 0; read < 3; read += 1) {
      amounts.push((await send("GET", `/availableNumbers/${special.priceRises}`)).body);
    }
    expect(amounts).toMatchObject(
      ["2.00", "3.50", "3.50"].map((amount) => ({ monthlyPrice: { amount } })),
    );
  });

  test("shows the higher price at once where the search is out of date", async () => {
    const send = atSinch(await openSandbox());
    const { body } = await send("GET", `/availableNumbers/${special.dearerThanListed}`);
    expect(body).toMatchObject({ monthlyPrice: { amount: "3.50" } });
  });
});

describe("availableRegions", () => {
  test("lists every country with its types", async () => {
    const { body } = await atSinch(await openSandbox())("GET", "/availableRegions");
    expect(body).toMatchObject({
      availableRegions: expect.arrayContaining([
        {
          regionCode: "SE",
          regionName: "Sweden",
          types: expect.arrayContaining(["LOCAL", "MOBILE"]),
        },
      ]),
    });
  });

  test("keeps to the types that were asked for", async () => {
    const { text } = await atSinch(await openSandbox())("GET", "/availableRegions?types=TOLL_FREE");
    expect(text).toContain('"GB"');
    expect(text).not.toContain('"SE"');
  });
});
