import { type Operation, isOpen } from "../../../src/ledger/operation.js";
import type { Request } from "./request.js";
import { sendWithinMs } from "./setup.js";
import type { PersonsCall } from "./call.js";
import type { World } from "./world.js";

/**
 * What has to be so at the moment at which a request leaves.
 * @returns the operation that it belongs to, as far as the ledger says.
 */
export async function checkSent(
  { observer, service, clock, marks, markedBy, marksLost, rewoundAtMs, broken }: World,
  { kind, number, leaseId, submits }: Pick<Request, "kind" | "number" | "leaseId" | "submits">,
  call: PersonsCall | null,
  session: string,
): Promise<string | null> {
  const operations = await observer.operations({ number });
  const isMarked = ({ id, sender }: Operation) => {
    const mark = markedBy.get(id);
    // What it was taken over in may still be sent, for as long as whoever took it over waits for that.
    const isInTime = mark && clock.monotonicMs() - mark.askedAtMs <= sendWithinMs;
    return mark?.session === session && (sender === session || isInTime);
  };
  const sentBefore = (operationId: string) =>
    service.requests.find((request) => request.operationId === operationId);
  const isNow = ({ id }: Operation) => marks.get(id) === clock.monotonicMs();
  const ofKind = operations.filter((one) => one.kind === kind);
  const isOwn = (one: Operation) =>
    one.number === number &&
    one.kind === kind &&
    isMarked(one) &&
    isNow(one) &&
    // Of two whose marks come back in one moment, each is the one of its own.
    !sentBefore(one.id);
  const own =
    ofKind.find((one) => isOpen(one) && isOwn(one)) ??
    [
      // Its mark was acknowledged, and lost with its database, or a person has given up since what was left of it: it
      // leaves, and whoever is left reckons with that.
      ...marksLost.values(),
      // Somebody else had leased the number by then, which whoever took it over has seen: it is held, and this one
      // comes to nothing.
      ...ofKind.filter(({ state }) => rewoundAtMs !== null || state === "committed"),
    ].find(isOwn) ??
    ofKind.find((one) => isOpen(one) && isMarked(one)) ??
    ofKind.find((one) => one.state === "claimed" && one.sender === session);
  // Whoever has taken it over has heard that its order is over: it buys nothing.
  if (!own && submits !== null && service.expired.has(submits)) return null;
  if (!own || own.state === "claimed")
    broken("I2", `a ${kind} leaves that the ledger does not say is sent`);
  else if (!isNow(own)) broken("I2", `a ${kind} leaves long after it was marked as sent`);
  if (own && sentBefore(own.id)) broken("I1", "a second request leaves for one operation");

  const unsettled = operations.find((one) => one.id !== own?.id && isOpen(one));
  // What a ledger that has lost something says of others is how they stood before.
  if (unsettled && sentBefore(unsettled.id) && !marksLost.has(own?.id ?? ""))
    broken("I3", `a ${kind} leaves while one before it is ${unsettled.state}`);

  const isAsked = call?.kind === kind && (call.number === number || call.seen === number);
  if (!call || !isAsked) broken("I9", `a ${kind} leaves that nobody asked for`);
  else if (service.requests.some((request) => request.call === call))
    broken("I4", `a second ${kind} leaves for one call`);
  else if (kind === "release" && (!call.confirmed || call.lease?.leaseId !== leaseId))
    broken("I9", "a release leaves that was not confirmed, or of another lease");
  if (call && call.seen !== number) broken("I15", `a ${kind} leaves of a number that nobody saw`);
  return own?.id ?? null;
}
