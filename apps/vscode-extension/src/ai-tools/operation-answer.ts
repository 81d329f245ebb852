import type { Operation } from "@leaseline/core";
import type { ToolAnswer } from "./tool.js";

/** What an operation has come to, and what follows from it for one who might try again. */
export function operationAnswer({ id, kind, number, state, lease }: Operation): ToolAnswer {
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
        : {
            ...fields,
            done: true,
            spent: "nothing",
            next:
              lease?.state === "releasing" && lease.endsAt
                ? `It is released: it works until ${lease.endsAt}, and is not charged again.`
                : "It is released.",
          };
    case "absent":
      return kind === "lease"
        ? {
            ...fields,
            // It may show up yet.
            spent: "not known",
            next: "The provider does not show it. Do not lease another number in its place before the person has agreed.",
          }
        : notReleased(fields);
    case "rejected":
    case "not-sent":
      return kind === "lease"
        ? {
            ...fields,
            done: false,
            spent: "nothing",
            next: "It was not leased. Ask the person before anything else is leased.",
          }
        : notReleased(fields);
  }
}

function notReleased(fields: object): ToolAnswer {
  return {
    ...fields,
    done: false,
    spent: "nothing",
    next: "It is still leased, and charged for.",
  };
}
