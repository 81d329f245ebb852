import type { ConnectionTarget, ReadOptions } from "../provider-account.js";
import type { ActiveNumbers } from "./active-numbers.js";
import type { ActiveNumber } from "./wire.js";

/**
 * The service plans and voice apps that the project's numbers are connected to, or are about to be. The Numbers API
 * lists none itself, so one that no number has is not known.
 */
export async function connectionTargets(
  active: Pick<ActiveNumbers, "pages">,
  read: ReadOptions | undefined,
): Promise<readonly ConnectionTarget[]> {
  const counts = { sms: new Map<string, number>(), voice: new Map<string, number>() };
  for await (const page of active.pages({}, read))
    for (const number of page)
      for (const feature of ["sms", "voice"] as const) {
        const id = connectedTo(number)[feature];
        if (id) counts[feature].set(id, (counts[feature].get(id) ?? 0) + 1);
      }
  return (["sms", "voice"] as const)
    .flatMap((feature) =>
      [...counts[feature]].map(([id, numbers]) => ({ feature, id, name: null, numbers })),
    )
    .toSorted((left, right) => right.numbers - left.numbers);
}

/** While it is being set up, the id is in the schedule alone. */
function connectedTo({ smsConfiguration: sms, voiceConfiguration: voice }: ActiveNumber) {
  return {
    sms: sms?.servicePlanId || sms?.scheduledProvisioning?.servicePlanId,
    voice: voice?.appId || voice?.scheduledVoiceProvisioning?.appId,
  };
}
