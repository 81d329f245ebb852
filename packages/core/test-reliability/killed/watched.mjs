import { subscribe } from "node:diagnostics_channel";
import { undiciTransport } from "@leaseline/core/node";

/** Tells of every write to a ledger, before and after it. @returns a ledger that is used in its place. */
export function watchedLedger(ledger, step) {
  const kinds = new Map();
  const around =
    (write, nameOf) =>
    async (...given) => {
      const name = nameOf(...given);
      step(`before the ledger's ${name}`);
      const result = await write(...given);
      step(`after the ledger's ${name}`);
      return result;
    };
  const kindOf = (id) => kinds.get(id) ?? "an earlier";
  return {
    ...ledger,
    claim: around(
      async (...given) => {
        const claim = await ledger.claim(...given);
        if (claim.kind === "claimed") kinds.set(claim.operation.id, claim.operation.kind);
        return claim;
      },
      (wish) => `claim of a ${wish.kind}`,
    ),
    record: around(ledger.record, (id, event) => `record of ${kindOf(id)} as ${event.kind}`),
    takeOver: around(ledger.takeOver, () => "take-over"),
    keepList: around(ledger.keepList, () => "list"),
  };
}

/** Tells of what becomes of every request: before it is sent, sent, its answer's headers, its answer's body. */
export function watchedTransport(step) {
  const send = undiciTransport();
  // One request at a time is sent here.
  let current = "";
  subscribe("undici:request:bodySent", () => step(`${current}: sent`));
  return async (request) => {
    const name = nameOf(request);
    step(`${name}: before it is sent`);
    current = name;
    const { body, ...answer } = await send(request);
    step(`${name}: headers`);
    return { ...answer, body: told(body, () => step(`${name}: body`)) };
  };
}

async function* told(body, ended) {
  yield* body;
  ended();
}

/** The request's method and path, without what differs from run to run. */
function nameOf({ method, url }) {
  const path = new URL(url).pathname
    .replace(/(?:\+|%2B)\d+/gi, "N")
    .replace(/^.*\/projects\/[^/]+/, "");
  return `${method} ${path}`;
}
