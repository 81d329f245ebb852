import { describe, expect, test } from "vitest";
import { specialNumbers, type Sandbox } from "../index.js";
import { sinchPageOf } from "../../test/support/bodies.js";
import { atSinch } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const special = specialNumbers.sinch;
const types = ["MOBILE", "LOCAL", "TOLL_FREE"];

async function page(sandbox: Sandbox, query: string) {
  const { status, body } = await atSinch(sandbox)("GET", `/activeNumbers?${query}`);
  expect(status).toBe(200);
  return sinchPageOf(body);
}

async function walk(sandbox: Sandbox, query: string) {
  const pages = [await page(sandbox, query)];
  for (
    let token = pages[0]?.nextPageToken ?? "";
    token !== "";
    token = pages.at(-1)?.nextPageToken ?? ""
  ) {
    pages.push(await page(sandbox, `${query}&pageToken=${encodeURIComponent(token)}`));
  }
  return pages;
}

describe("list", () => {
  test("is empty and not an error while the account has none", async () => {
    expect(await page(await openSandbox(), "type=LOCAL")).toEqual({
      activeNumbers: [],
      nextPageToken: "",
      totalSize: 0,
    });
  });

  test("has only MOBILE when no type is asked for", async () => {
    const sandbox = await openSandbox();
    sandbox.control.leaseMany({ provider: "sinch", count: 60 });
    const { activeNumbers, totalSize } = await page(sandbox, "pageSize=100");
    expect(new Set(activeNumbers.map(({ type }) => type))).toEqual(new Set(["MOBILE"]));
    expect(totalSize).toBeLessThan(60);
  });

  test("gives 250 numbers once each over several pages of the three types", async () => {
    const sandbox = await openSandbox();
    const leased = sandbox.control.leaseMany({ provider: "sinch", count: 250 });
    const pages = (await Promise.all(types.map((type) => walk(sandbox, `type=${type}`)))).flat();
    const numbers = pages.flatMap(({ activeNumbers }) =>
      activeNumbers.map(({ phoneNumber }) => phoneNumber),
    );
    expect(pages.length).toBeGreaterThan(10);
    expect(numbers.toSorted()).toEqual([...leased].toSorted());
  });

  test("ends with an empty token, also when the last page is full", async () => {
    const sandbox = await openSandbox();
    sandbox.control.leaseMany({ provider: "sinch", count: 100 });
    const { totalSize } = await page(sandbox, "type=LOCAL&pageSize=1");
    const all = await page(sandbox, `type=LOCAL&pageSize=${totalSize}`);
    expect(all.nextPageToken).toBe("");
    expect(all.activeNumbers).toHaveLength(totalSize);
  });

  test("gives tokens that break a client which does not escape its query", async () => {
    const sandbox = await openSandbox();
    sandbox.control.leaseMany({ provider: "sinch", count: 250 });
    for (const { nextPageToken } of (await walk(sandbox, "type=LOCAL&pageSize=30")).slice(0, -1)) {
      expect(nextPageToken).toMatch(/\+.*\/.*=/);
      const path = `/activeNumbers?type=LOCAL&pageToken=${nextPageToken}`;
      expect((await atSinch(sandbox)("GET", path)).status).toBe(400);
    }
  });

  test.each([
    ["pageToken=made-up", "page_token"],
    ["pageSize=0", "page_size"],
    ["type=PREMIUM", "type"],
    ["orderBy=price", "order_by"],
    ["capability=FAX", "capabilities.0"],
  ])("refuses %s", async (query, field) => {
    const { status, body } = await atSinch(await openSandbox())("GET", `/activeNumbers?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { details: [{ fieldViolations: [{ field }] }] } });
  });

  test("filters by country, capability and pattern", async () => {
    const sandbox = await openSandbox();
    const send = atSinch(sandbox);
    for (const number of [special.plain, special.voiceOnly, special.swedishMobile]) {
      await send("POST", `/availableNumbers/${number}:rent`, {});
    }
    const numbers = async (query: string) =>
      (await page(sandbox, query)).activeNumbers.map(({ phoneNumber }) => phoneNumber);
    expect(await numbers("")).toEqual([special.swedishMobile]);
    expect(await numbers("regionCode=US")).toEqual([]);
    expect(await numbers("type=LOCAL&capability=SMS")).toEqual([special.plain]);
    expect(
      await numbers("type=LOCAL&numberPattern.pattern=0176&numberPattern.searchPattern=END"),
    ).toEqual([special.voiceOnly]);
  });

  test("orders by number, by display name, or oldest first", async () => {
    const sandbox = await openSandbox();
    sandbox.control.leaseMany({ provider: "sinch", count: 100 });
    const numbers = async (query: string) =>
      (await page(sandbox, `type=LOCAL&pageSize=100${query}`)).activeNumbers;
    const byNumber = (await numbers("&orderBy=phoneNumber")).map(({ phoneNumber }) => phoneNumber);
    expect(byNumber).toEqual(byNumber.toSorted());
    expect(byNumber).not.toEqual((await numbers("")).map(({ phoneNumber }) => phoneNumber));
    const names = (await numbers("&orderBy=displayName")).map(({ displayName }) =>
      String(displayName),
    );
    expect(names).toEqual(names.toSorted());
    expect(names).toContain("2026-01-15");
  });
});

describe("get", () => {
  test("answers 404 for a number that is not the account's", async () => {
    const { status, body } = await atSinch(await openSandbox())(
      "GET",
      `/activeNumbers/${special.plain}`,
    );
    expect(status).toBe(404);
    expect(body).toMatchObject({
      error: {
        details: [
          { type: "ResourceInfo", resourceType: "ActiveNumber", resourceName: special.plain },
        ],
      },
    });
  });
});

describe("release", () => {
  test("says when it ends; until then it is listed and works, then it is gone", async () => {
    const sandbox = await openSandbox({ now: () => Date.UTC(2026, 4, 10) });
    const send = atSinch(sandbox);
    await send("POST", `/availableNumbers/${special.plain}:rent`, {});
    sandbox.control.clock.advance(86_400_000);
    const released = await send("POST", `/activeNumbers/${special.plain}:release`);
    expect(released.status).toBe(200);
    const expireAt = "2026-06-10T00:00:00.000000Z";
    expect(released.body).toMatchObject({
      phoneNumber: special.plain,
      expireAt,
      nextChargeDate: expireAt,
    });

    sandbox.control.clock.advance(30 * 86_400_000 - 1);
    expect(await page(sandbox, "type=LOCAL")).toMatchObject({ activeNumbers: [{ expireAt }] });
    expect((await send("GET", `/availableNumbers/${special.plain}`)).status).toBe(404);
    sandbox.control.clock.advance(1);
    expect((await page(sandbox, "type=LOCAL")).activeNumbers).toEqual([]);
    expect(sandbox.control.owned("sinch")).toEqual([]);
    expect((await send("GET", `/activeNumbers/${special.plain}`)).status).toBe(404);
    expect((await send("GET", `/availableNumbers/${special.plain}`)).status).toBe(200);
  });

  test("said twice changes nothing", async () => {
    const send = atSinch(await openSandbox());
    await send("POST", `/availableNumbers/${special.plain}:rent`, {});
    const first = await send("POST", `/activeNumbers/${special.plain}:release`);
    const second = await send("POST", `/activeNumbers/${special.plain}:release`);
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
  });

  test("answers 404 for a number that is not the account's", async () => {
    const { status, body } = await atSinch(await openSandbox())(
      "POST",
      `/activeNumbers/${special.plain}:release`,
    );
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { details: [{ resourceType: "ActiveNumber" }] } });
  });
});
