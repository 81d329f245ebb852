import { subscribe } from "node:diagnostics_channel";
import { nodeTransport } from "@leaseline/core/node";

/** Tells of every write to a ledger, before and after it. @returns a ledger that is used in its place. */
export function watchedLedger(ledger, step) {
  const kinds = new Map();
  const around =
    (write, nameOf) =>
    async (...given) => {
      const name = nameOf(...given);
      await step(`before the ledger's ${name}`);
      const result = await write(...given);
      await step(`after the ledger's ${name}`);
      return result;
    };
  const claim = async (...given) => {
    const claimed = await ledger.claim(...given);
    if (claimed.kind === "claimed") kinds.set(claimed.operation.id, claimed.operation.kind);
    return claimed;
  };
  const kindOf = (id) => kinds.get(id) ?? "an earlier operation";
  return {
    ...ledger,
    claim: around(claim, (request) => `claim of a ${request.kind}`),
    record: around(ledger.record, (id, event) => `record of a ${kindOf(id)} as ${event.kind}`),
    takeOver: around(ledger.takeOver, () => "take-over"),
    keepList: around(ledger.keepList, () => "list"),
  };
}

/**
 * Tells of what becomes of every request: before it is sent, sent, its answer read.
 * @param sent - told of the number in its path, since it is written in a turn of its own.
 */
export function watchedTransport(step, sent) {
  const send = nodeTransport();
  subscribe("http.client.request.start", ({ request }) => {
    const path = decodeURIComponent(request.path);
    sent(`${nameOf(request.method, path)}: sent`, /\+\d+/.exec(path)?.[0] ?? null);
  });
  return async (request) => {
    const name = nameOf(request.method, decodeURIComponent(new URL(request.url).pathname));
    await step(`${name}: before it is sent`);
    const answer = await send(request);
    await step(`${name}: answered`);
    return answer;
  };
}

/** The request, without what differs from run to run. */
function nameOf(method, path) {
  return `${method} ${path
    .replace(/\+\d+/, "N")
    .replace(/\?.*$/, "")
    .replace(/^.*\/projects\/[^/]+/, "")}`;
}
