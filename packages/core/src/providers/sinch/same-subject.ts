import type { E164 } from "../../domain/phone-number.js";
import { LeaseError } from "../../errors/lease-error.js";
import { requireSameNumber } from "../../http/number-reference.js";
import { unclear } from "../../http/send.js";
import type { Effect } from "../../http/transport.js";
import { type SinchApi, projectPath } from "./api.js";
import type { ActiveNumber } from "./wire.js";

type Said = Pick<ActiveNumber, "projectId">;

/** What Sinch says of another project proves nothing about ours. It need not say which one it means. */
export function requireSameProject(
  { project }: SinchApi,
  { projectId }: Said,
  effect: Effect,
): void {
  if (!projectId || projectPath(projectId).toLowerCase() === project.toLowerCase()) return;
  throw new LeaseError(unclear(effect, "unexpected-form", { detail: "projectId" }));
}

/** The same, of a number that is held. */
export function requireSameLease(
  connection: SinchApi,
  answered: ActiveNumber,
  { asked, effect }: { readonly asked: E164; readonly effect: Effect },
): ActiveNumber {
  requireSameNumber(answered.phoneNumber, asked, effect);
  requireSameProject(connection, answered, effect);
  return answered;
}
