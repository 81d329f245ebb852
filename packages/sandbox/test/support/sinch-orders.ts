import { expect } from "vitest";
import * as z from "zod";
import { specialNumbers, type Sandbox } from "../../src/index.js";
import { atSinch } from "./call.js";

export const swedish = {
  regionCode: "SE",
  numberType: "MOBILE",
  numberOrderOption: { phoneNumbers: [specialNumbers.sinch.swedishMobile] },
};

export function create(sandbox: Sandbox, body: object = swedish) {
  return atSinch(sandbox)("POST", "/numberOrders:createNumberOrder", body);
}

/** The id of an order that was created. */
export async function created(sandbox: Sandbox, body?: object): Promise<string> {
  const answer = await create(sandbox, body);
  expect(answer.status).toBe(200);
  return z.object({ idNumberOrder: z.string() }).parse(answer.body).idNumberOrder;
}
