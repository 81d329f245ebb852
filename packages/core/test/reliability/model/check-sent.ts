import type { Request } from "./service.js";
import type { PersonsWish } from "./wish.js";
import type { World } from "./world.js";

/**
 * What has to be so at the moment at which a request leaves.
 * @returns the operation that it belongs to, as far as the ledger says.
 */
export async function checkSent(
  { observer, service, broken }: World,
  { kind, number, leaseId }: Pick<Request, "kind" | "number" | "leaseId">,
  wish: PersonsWish | null,
  session: string,
): Promise<string | null> {
  const operations = await observer.operations({ account: "a", number });
  const own = operations.find(
    (one) =>
      (one.state === "sent" || one.state === "claimed") &&
      one.sender === session &&
      one.kind === kind,
  );
  if (own?.state !== "sent") broken("I2", `a ${kind} leaves that the ledger does not say is sent`);
  const sentBefore = (operationId: string) =>
    service.requests.find((request) => request.operationId === operationId);
  if (own && sentBefore(own.id)) broken("I1", "a second request leaves for one operation");

  const unsettled = operations.find(
    (one) =>
      one.id !== own?.id &&
      sentBefore(one.id) !== undefined &&
      !["rejected", "not-sent", "absent", "abandoned", "committed"].includes(one.state),
  );
  if (unsettled) broken("I3", `a ${kind} leaves while one before it is ${unsettled.state}`);

  if (!wish || wish.kind !== kind || wish.number !== number)
    broken("I9", `a ${kind} leaves that nobody asked for`);
  else if (service.requests.some((request) => request.wish === wish))
    broken("I4", `a second ${kind} leaves for one wish`);
  else if (kind === "release" && (!wish.confirmed || wish.lease?.leaseId !== leaseId))
    broken("I9", "a release leaves that was not confirmed, or of another lease");
  return own?.id ?? null;
}
