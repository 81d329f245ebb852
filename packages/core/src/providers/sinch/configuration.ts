import { type LeaseError, badInput } from "../../errors/lease-error.js";

/** What texts to and from a number go through. */
export interface SmsConfiguration {
  /** Of Sinch's SMS API. `""` in an update ends the connection. */
  readonly servicePlanId: string;
  /** A 10DLC campaign; for US numbers only. */
  readonly campaignId?: string | undefined;
}

/** What calls go through, with the one id that belongs to the type: `RTC` when left out, `EST` is a SIP trunk. */
export type VoiceConfiguration =
  | { readonly type?: "RTC" | undefined; readonly appId: string }
  | { readonly type: "EST"; readonly trunkId: string }
  | { readonly type: "FAX"; readonly serviceId: string };

/** What a number is connected to. Only the ones that are wanted: Sinch refuses an object that is empty or not needed. */
export interface Configurations<Voice = VoiceConfiguration> {
  /** For texts. */
  readonly smsConfiguration?: SmsConfiguration | undefined;
  /** For calls. */
  readonly voiceConfiguration?: Voice | undefined;
}

export interface ConfigurationRules {
  /** Whether `""` is an id, which ends a connection. */
  readonly mayUnlink?: boolean;
  /** Whether voice has to name its type, which elsewhere is RTC when left out. */
  readonly needsType?: boolean;
  /** Whether it is for a number that may have a campaign. */
  readonly takesCampaign: boolean;
}

const voiceIds = new Map<unknown, string>([
  ["RTC", "appId"],
  ["EST", "trunkId"],
  ["FAX", "serviceId"],
]);

/**
 * Refuses what Sinch would refuse, before it costs a request: a configuration that is empty, or that
 * holds what is not its own. @throws {LeaseError} `bad-input`.
 */
export function checkConfigurations(
  { smsConfiguration: sms, voiceConfiguration: voice }: Configurations<object>,
  rules: ConfigurationRules,
): void {
  if (sms !== undefined) checkSms(entriesOf("smsConfiguration", sms), rules);
  if (voice !== undefined) checkVoice(entriesOf("voiceConfiguration", voice), rules);
}

/** Whether a number's own digits rule a campaign out: +1 is the US, and some of its neighbours. */
export function mayHaveCampaign(number: string): boolean {
  return number.startsWith("+1");
}

type Entries = ReadonlyMap<string, unknown>;

function checkSms(sms: Entries, { mayUnlink, takesCampaign }: ConfigurationRules): void {
  const field = "smsConfiguration";
  refuseOthers(field, sms, ["servicePlanId", "campaignId"]);
  requireId(field, sms, { name: "servicePlanId", mayUnlink });
  if (!sms.has("campaignId")) return;
  if (!takesCampaign) throw refused(field, "has a campaignId, which is for US numbers only");
  requireId(field, sms, { name: "campaignId", mayUnlink });
}

function checkVoice(voice: Entries, { mayUnlink, needsType }: ConfigurationRules): void {
  const field = "voiceConfiguration";
  if (needsType && !voice.has("type")) throw refused(field, "needs a type: RTC, EST or FAX");
  const name = voiceIds.get(voice.get("type") ?? "RTC");
  if (name === undefined) throw refused(field, "has a type other than RTC, EST and FAX");
  refuseOthers(field, voice, ["type", name]);
  requireId(field, voice, { name, mayUnlink });
}

/** What is set; a caller without types may have given anything. */
function entriesOf(field: string, given: unknown): Entries {
  if (typeof given !== "object" || given === null) throw refused(field, "has to be an object");
  return new Map(Object.entries(given).filter(([, value]) => value !== undefined));
}

function requireId(
  field: string,
  given: Entries,
  { name, mayUnlink = false }: { readonly name: string; readonly mayUnlink?: boolean | undefined },
): void {
  const id = given.get(name);
  if (typeof id === "string" && (id !== "" || mayUnlink)) return;
  throw refused(field, `needs ${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`);
}

/** Such as the id of another type, or a `scheduled…`, which can only be read. */
function refuseOthers(field: string, given: Entries, known: readonly string[]): void {
  const other = [...given.keys()].find((name) => !known.includes(name));
  if (other !== undefined) throw refused(field, `cannot have a ${other.slice(0, 40)} here`);
}

function refused(field: string, problem: string): LeaseError {
  const reason = `${field} ${problem}; leave it out when the number does not need it.`;
  return badInput(field, reason);
}
