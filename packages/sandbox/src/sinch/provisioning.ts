import type { SinchLease } from "./wire.js";
import { timestamp } from "./timestamp.js";

export type ProvisioningTimes = {
  readonly nowMs: number;
  /** From renting to working. The first third of it is WAITING. */
  readonly provisioningMs: number;
};

/**
 * There is no success value: while it is under way the ids are "" and the schedule holds them; done, the
 * schedule is null and the ids are in their place. null for a number that cannot do SMS at all.
 */
export function smsOnWire(lease: SinchLease, times: ProvisioningTimes): object | null {
  const { smsConfiguration: wanted } = lease.terms;
  if (!lease.offer.capabilities.includes("SMS")) return null;
  if (!wanted) return { servicePlanId: "", campaignId: "", scheduledProvisioning: null };
  const { quirk } = lease.offer;
  const ids = { servicePlanId: wanted.servicePlanId, campaignId: wanted.campaignId ?? "" };
  const step = currentStep(lease, times);
  const failure = quirk?.kind === "sms-provisioning-fails" ? quirk.errorCode : undefined;
  if (step.status === "done" && failure === undefined)
    return { ...ids, scheduledProvisioning: null };
  return {
    servicePlanId: "",
    campaignId: "",
    scheduledProvisioning: {
      ...ids,
      status: step.status === "done" ? "FAILED" : step.status,
      lastUpdatedTime: timestamp(step.sinceMs),
      errorCodes: step.status === "done" ? [failure] : [],
    },
  };
}

/** As {@link smsOnWire}, for voice; its schedule has no error codes. */
export function voiceOnWire(lease: SinchLease, times: ProvisioningTimes): object | null {
  const { voiceConfiguration: wanted } = lease.terms;
  if (!lease.offer.capabilities.includes("VOICE")) return null;
  const none = { type: wanted?.type ?? "RTC", appId: "", trunkId: "", serviceId: "" };
  if (!wanted) return { ...none, lastUpdatedTime: null, scheduledVoiceProvisioning: null };
  const ids = { ...none, ...wanted };
  const step = currentStep(lease, times);
  if (step.status === "done") {
    return { ...ids, lastUpdatedTime: timestamp(step.sinceMs), scheduledVoiceProvisioning: null };
  }
  const { status } = step;
  const scheduledVoiceProvisioning = { ...ids, status, lastUpdatedTime: timestamp(step.sinceMs) };
  return { ...none, lastUpdatedTime: null, scheduledVoiceProvisioning };
}

type Step = { readonly status: "WAITING" | "IN_PROGRESS" | "done"; readonly sinceMs: number };

function currentStep({ terms }: SinchLease, { nowMs, provisioningMs }: ProvisioningTimes): Step {
  const startMs = terms.configuredAtMs;
  const progressMs = startMs + Math.round(provisioningMs / 3);
  const doneMs = startMs + provisioningMs;
  if (nowMs < progressMs) return { status: "WAITING", sinceMs: startMs };
  if (nowMs < doneMs) return { status: "IN_PROGRESS", sinceMs: progressMs };
  return { status: "done", sinceMs: doneMs };
}
