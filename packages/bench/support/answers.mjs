// What the two providers answer, with every field that they send. Each answer is made once.

/** The n-th of the numbers, in the form of E.164. */
const numberAt = (index) => `+1305${String(2_000_000 + index).padStart(7, "0")}`;

const once = (make) => {
  const made = new Map();
  return (...given) => {
    const key = given.join(" ");
    if (!made.has(key)) made.set(key, Buffer.from(JSON.stringify(make(...given))));
    return made.get(key);
  };
};

const enveloped = (data) => ({
  id: "req_0123456789abcdef",
  timestamp: 1_790_000_000_000,
  api_version: "v2026.8.2",
  object: "response",
  data,
});

const contiguityNumber = (index) => ({
  id: numberAt(index),
  status: "leased",
  number: {
    e164: numberAt(index),
    formatted: `(305) 200-${String(index % 10_000).padStart(4, "0")}`,
  },
  location: { country: "US", region: "FL", city: "Miami" },
  carrier: "Bandwidth",
  capabilities: { intl_sms: true, channels: ["sms", "imessage", "whatsapp"] },
  health: { reputation: 0.97, previous_owners: 1 },
  data: { requirements: ["imessage_entitlement_required"], e911_capable: true },
  created_at: 1_767_225_600 + index,
  pricing: { currency: "USD", upfront_fee: 1.99, monthly_rate: 2.99 },
  lease_id: `lsd_${String(index).padStart(12, "0")}`,
  lease_status: "active",
  billing: {
    method: "monthly",
    period: { start: 1_788_220_800 + index, end: 1_790_812_800 + index },
  },
});

export const contiguityList = once((count) =>
  enveloped({ numbers: Array.from({ length: count }, (_, index) => contiguityNumber(index)) }),
);

export const contiguityLease = once(() =>
  enveloped({
    lease_id: "lsd_000000000000",
    number: numberAt(0),
    status: "active",
    billing: {
      method: "monthly",
      price: { currency: "USD", monthly_rate: 2.99, upfront_fee: 1.99 },
      period: { start: 1_788_220_800, end: 1_790_812_800 },
    },
  }),
)();

export const contiguityRelease = once(() =>
  enveloped({
    lease_id: "lsd_000000000000",
    number_id: numberAt(0),
    status: "terminated",
    terminated_at: 1_788_220_800,
  }),
)();

const sinchNumber = (index, expireAt = null) => ({
  phoneNumber: numberAt(index),
  projectId: "51bc3f40-f266-4ca8-8938-a1ed0ff32b9a",
  displayName: `Number ${index}`,
  regionCode: "US",
  type: "LOCAL",
  capability: ["SMS", "VOICE"],
  money: { currencyCode: "USD", amount: "0.80" },
  paymentIntervalMonths: 1,
  nextChargeDate: `2026-12-${10 + (index % 20)}T00:00:00.000000Z`,
  expireAt,
  smsConfiguration: { servicePlanId: "plan", campaignId: "", scheduledProvisioning: null },
  voiceConfiguration: {
    type: "RTC",
    appId: "app",
    trunkId: "",
    serviceId: "",
    lastUpdatedTime: "2026-06-25T00:00:00.000000Z",
    scheduledVoiceProvisioning: null,
  },
  callbackUrl: "",
});

/** The numbers are local ones: the other types have none. */
export function sinchPage(count, query) {
  const size = Number(query.get("pageSize") ?? 1000);
  const from = Number(query.get("pageToken") ?? 0);
  const held = (query.get("type") ?? "LOCAL") === "LOCAL" ? count : 0;
  return pageOf(from, Math.min(held, from + size), held);
}

const pageOf = once((from, to, held) => ({
  activeNumbers: Array.from({ length: to - from }, (_, index) => sinchNumber(from + index)),
  nextPageToken: to < held ? String(to) : "",
  totalSize: held,
}));

export const sinchLease = once(() => sinchNumber(0, "2026-12-23T00:00:00.000000Z"))();

export const firstNumber = numberAt(0);
