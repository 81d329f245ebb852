import { expect, it } from "vitest";
import { requestIdOf } from "./request-id.js";

it.each([
  [{ "x-request-id": "req_0123456789", "cf-ray": "8f1e2d3c4b5a-FRA" }, "req_0123456789"],
  [{ "cf-ray": "8f1e2d3c4b5a-FRA" }, "8f1e2d3c4b5a-FRA"],
  [{ "x-request-id": "13055550100" }, null],
  [{ "x-request-id": "<script>alert(1)</script>" }, null],
  [{ "x-request-id": "planted-secret" }, null],
  [{}, null],
])("an answer with %o belongs to the request %s", (headers, id) => {
  expect(requestIdOf(headers, ["planted-secret"])).toBe(id);
});
