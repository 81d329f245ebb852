import type { RentBody } from "./bodies.js";
import type { SinchLease } from "./terms.js";
import { timestamp } from "./timestamp.js";

export type ProvisioningTimes = {
  readonly nowMs: number;
  /** From renting to working. The first third of it is WAITING. */
  readonly provisioningMs: number;
};

/**
 * There is no success value: while it is under way the schedule holds the new ids and the old ones, or "",
 * stay in their place; done, the schedule is null and the new ids are there. null for a number that cannot
 * do SMS at all.
 */
export function smsOnWire(lease: SinchLease, times: ProvisioningTimes): object | null {
  const { smsConfiguration: wanted, smsBefore: before } = lease.terms;
  if (!lease.offer.capabilities.includes("SMS")) return null;
  if (!wanted) return { ...smsIds(undefined), scheduledProvisioning: null };
  const step = currentStep(lease, "smsConfiguredAtMs", times);
  const failure = smsFailure(lease);
  if (step.status === "done" && failure === undefined)
    return { ...smsIds(wanted), scheduledProvisioning: null };
  return {
    ...smsIds(before),
    scheduledProvisioning: {
      ...smsIds(wanted),
      status: step.status === "done" ? "FAILED" : step.status,
      lastUpdatedTime: timestamp(step.sinceMs),
      errorCodes: step.status === "done" ? [failure] : [],
    },
  };
}

/** As {@link smsOnWire}, for voice; its schedule has no error codes. */
export function voiceOnWire(lease: SinchLease, times: ProvisioningTimes): object | null {
  const { voiceConfiguration: wanted, voiceBefore: before } = lease.terms;
  if (!lease.offer.capabilities.includes("VOICE")) return null;
  const idle = { lastUpdatedTime: null, scheduledVoiceProvisioning: null };
  if (!wanted) return { ...voiceIds(undefined), ...idle };
  const step = currentStep(lease, "voiceConfiguredAtMs", times);
  const lastUpdatedTime = timestamp(step.sinceMs);
  if (step.status === "done")
    return { ...voiceIds(wanted), lastUpdatedTime, scheduledVoiceProvisioning: null };
  const { status } = step;
  return {
    ...voiceIds(before, wanted.type),
    ...idle,
    scheduledVoiceProvisioning: { ...voiceIds(wanted), status, lastUpdatedTime },
  };
}

/** The SMS configuration that works now. */
export function settledSms(
  lease: SinchLease,
  times: ProvisioningTimes,
): RentBody["smsConfiguration"] {
  const { smsConfiguration, smsBefore } = lease.terms;
  const done = currentStep(lease, "smsConfiguredAtMs", times).status === "done";
  return done && smsFailure(lease) === undefined ? smsConfiguration : smsBefore;
}

/** The voice configuration that works now. */
export function settledVoice(
  lease: SinchLease,
  times: ProvisioningTimes,
): RentBody["voiceConfiguration"] {
  const { voiceConfiguration, voiceBefore } = lease.terms;
  const done = currentStep(lease, "voiceConfiguredAtMs", times).status === "done";
  return done ? voiceConfiguration : voiceBefore;
}

function smsIds(sms: RentBody["smsConfiguration"]) {
  return { servicePlanId: sms?.servicePlanId ?? "", campaignId: sms?.campaignId ?? "" };
}

function voiceIds(voice: RentBody["voiceConfiguration"], typeIfNone = "RTC") {
  return { type: typeIfNone, appId: "", trunkId: "", serviceId: "", ...voice };
}

function smsFailure({ offer: { quirk } }: SinchLease): string | undefined {
  return quirk?.kind === "sms-provisioning-fails" ? quirk.errorCode : undefined;
}

type Step = { readonly status: "WAITING" | "IN_PROGRESS" | "done"; readonly sinceMs: number };

function currentStep(
  { terms }: SinchLease,
  changed: "smsConfiguredAtMs" | "voiceConfiguredAtMs",
  { nowMs, provisioningMs }: ProvisioningTimes,
): Step {
  const startMs = terms[changed] ?? terms.configuredAtMs;
  const progressMs = startMs + Math.round(provisioningMs / 3);
  const doneMs = startMs + provisioningMs;
  if (nowMs < progressMs) return { status: "WAITING", sinceMs: startMs };
  if (nowMs < doneMs) return { status: "IN_PROGRESS", sinceMs: progressMs };
  return { status: "done", sinceMs: doneMs };
}
