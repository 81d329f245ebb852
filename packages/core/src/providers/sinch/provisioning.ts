import type { Provisioning } from "../../domain/lease.js";
import { plainText } from "../../http/redact.js";
import { describeProvisioningError } from "./provisioning-errors.js";
import type { ActiveNumber } from "./wire.js";

/** How far the features of a number have come. There is no value for success: it is the schedule gone and the id in its place. */
export function provisioningOf(wire: ActiveNumber): readonly Provisioning[] {
  return [...smsProvisioning(wire), ...voiceProvisioning(wire)];
}

function smsProvisioning({ smsConfiguration: sms }: ActiveNumber): readonly Provisioning[] {
  const scheduled = sms?.scheduledProvisioning;
  if (scheduled)
    return [
      {
        feature: "sms",
        state: progress(scheduled.status),
        ...failure((scheduled.errorCodes ?? []).map((code) => plainText(code, 80))),
      },
    ];
  return sms?.servicePlanId ? [smsReady] : [];
}

function voiceProvisioning({ voiceConfiguration: voice }: ActiveNumber): readonly Provisioning[] {
  const scheduled = voice?.scheduledVoiceProvisioning;
  if (scheduled) return [{ feature: "voice", state: progress(scheduled.status), ...failure() }];
  return voice?.appId || voice?.trunkId || voice?.serviceId ? [voiceReady] : [];
}

// Most numbers have both, and a list of thousands need not have them thousands of times.
const none: readonly never[] = Object.freeze([]);
const smsReady = ready("sms");
const voiceReady = ready("voice");

function ready(feature: Provisioning["feature"]): Provisioning {
  return Object.freeze<Provisioning>({ feature, state: "ready", errorCodes: none, errors: none });
}

function failure(errorCodes: readonly string[] = []) {
  return { errorCodes, errors: errorCodes.map(describeProvisioningError) };
}

const progressNames = new Map<string, Provisioning["state"]>([
  ["PROVISIONING_STATUS_UNSPECIFIED", "waiting"],
  ["WAITING", "waiting"],
  ["IN_PROGRESS", "in-progress"],
  ["FAILED", "failed"],
]);

function progress(status: string | null | undefined): Provisioning["state"] {
  return status ? (progressNames.get(status) ?? `x-${plainText(status, 40)}`) : "waiting";
}
