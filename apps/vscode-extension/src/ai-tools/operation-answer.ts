import type { Operation } from "@leaseline/core";
import type { ToolAnswer } from "./tool.js";

/** What an operation has come to, and what follows from it for one who might try again. */
export function operationAnswer({ id, kind, number, state }: Operation): ToolAnswer {
  const fields = { operation: id, kind, number, state };
  const ask = `Ask what became of operation ${id} a little later, with the tool for operations.`;
  switch (state) {
    case "claimed":
    case "sent":
    case "unknown":
    case "accepted":
      return kind === "lease"
        ? {
            ...fields,
            spent: "not known",
            next: `It may be leased, and charged for. Do not lease another number in its place. ${ask}`,
          }
        : {
            ...fields,
            spent: "not known",
            next: `It may still be leased, and charged for. Do not release it again. ${ask}`,
          };
    case "needs-attention":
    case "abandoned":
      return {
        ...fields,
        spent: "not known",
        next: "Nobody knows what became of it. Do not lease another number in its place. Ask the person to look at it in the view Phone Numbers and in the provider's dashboard.",
      };
    case "committed":
      return kind === "lease"
        ? {
            ...fields,
            done: true,
            spent: "as agreed",
            next: "It is leased. Do not lease it again.",
          }
        : { ...fields, done: true, spent: "nothing", next: "It is released." };
    case "absent":
    case "rejected":
    case "not-sent":
      return kind === "lease"
        ? {
            ...fields,
            done: false,
            spent: "nothing",
            next: "It was not leased. Ask the person before anything else is leased.",
          }
        : {
            ...fields,
            done: false,
            spent: "nothing",
            next: "It is still leased, and charged for.",
          };
  }
}
