import { failureOf } from "@leaseline/core";
import { describeFailure } from "../words/translate.js";
import type { ToolAnswer } from "./tool.js";

/** Of a read that failed. @throws what is no failure of a provider or the core. */
export function failureAnswer(error: unknown): ToolAnswer {
  const { happened, next } = describeFailure(failureOf(error));
  return { done: false, why: happened, spent: "nothing", next };
}
