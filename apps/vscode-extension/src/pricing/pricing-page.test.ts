import { expect, it } from "vitest";
import { pricingPage } from "./pricing-page.js";

const page = pricingPage({
  scriptUri: "https://page/pricing.js",
  styleUri: "https://page/pricing.css",
  cspSource: "https://page",
  nonce: "once",
  language: "de",
});

it("may run its own script and style, and load, send and lead to nothing else", () => {
  const [, policy = ""] = /Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    "style-src https://page",
    "script-src 'nonce-once'",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page.match(/<script/g)).toHaveLength(1);
});

it("says which language it is in", () => {
  expect(page).toContain('<html lang="de">');
});
