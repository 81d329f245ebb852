import { expect } from "vitest";
import { cases, everywhere, fault, ofAll } from "./observe.js";
import { type ProviderName, stage } from "./stage.js";

const later = "2099-01-01T00:00:00Z";
const never = "9999-12-31T23:59:59Z";
const refusal = { error: { code: 409, message: "No.", status: "ABORTED" } };

// Each would be an answer to the request, but for one thing in it.
const answers: Readonly<
  Record<"lease" | "release", Readonly<Record<ProviderName, (number: string) => readonly object[]>>>
> = {
  release: {
    contiguity: (number) => {
      const data = { number_id: number, status: "terminated", terminated_at: 1_790_000_000 };
      return [
        { object: "error", data },
        { data: { ...data, error: "No." } },
        { data: { ...data, error: { code: 1 } } },
        { data, error: { code: 1 } },
        ...[undefined, null, ""].map((status) => ({
          data: { ...data, status, terminated_at: later },
        })),
      ];
    },
    sinch: (number) => {
      const released = { phoneNumber: number, expireAt: later };
      return [
        { ...released, ...refusal },
        { ...released, projectId: "another" },
        { ...released, nextChargeDate: "2099-02-01T00:00:00Z" },
        // Of a time before the one up to which the lease is paid, and of none.
        { ...released, expireAt: "2001-01-01T00:00:00Z" },
        { ...released, expireAt: "0001-01-01T00:00:00Z" },
        { ...released, expireAt: 1_790_000_000 },
        { ...released, expireAt: never },
      ];
    },
  },
  lease: {
    contiguity: (number) => {
      const data = { number, lease_id: "lsd_1", status: "active" };
      return [
        { object: "error", data },
        { data: { ...data, error: "No." } },
        { data: { ...data, error: { code: 1 } } },
        { data, error: { code: 1 } },
      ];
    },
    sinch: (number) => [
      { phoneNumber: number, ...refusal },
      { phoneNumber: number, projectId: "another" },
    ],
  },
};

// Each would be a list to its end in which there is nothing, but for one thing about it.
const none = { activeNumbers: [], nextPageToken: "", data: { leased: 0, numbers: [] } };
const lists = {
  sinch: [
    { status: 206, body: none },
    { status: 200, body: { ...none, nextPageToken: 7 } },
    ...[refusal, { errors: ["partial"] }, { success: false }].map((beside) => ({
      status: 200,
      body: { ...none, ...beside },
    })),
    // Another project's, in which nothing of this one is to be found.
    ...[{ projectId: "another" }].map((others) => ({
      status: 200,
      body: { ...none, activeNumbers: [{ phoneNumber: "+12025559999", ...others }] },
    })),
  ],
  contiguity: [
    { status: 206, body: none },
    ...['</2>; rel="next"', "</1>; rel=prev, </3>; rel=next"].map((link) => ({
      status: 200,
      body: none,
      headers: { link },
    })),
    ...[1, "1", "one"].map((leased) => ({
      status: 200,
      body: { data: { ...none.data, leased } },
    })),
    ...[
      { has_more: true },
      { hasNextPage: true },
      { next: "https://api.example/2" },
      { total: 3 },
      { pagination: { next_cursor: "x" } },
      { links: { self: "1", next: "2" } },
      { meta: { total_count: 1 } },
    ].flatMap((paged) => [
      { status: 200, body: { data: { ...none.data, ...paged } } },
      { status: 200, body: { ...none, ...paged } },
    ]),
    ...[{ error: "partial" }, { errors: ["partial"] }, { success: false }].map((beside) => ({
      status: 200,
      body: { ...none, ...beside },
    })),
    // Elements that are numbered otherwise than they are described.
    ...[
      (number: string) => ({ id: "72345", number: { e164: number } }),
      (number: string) => ({ id: `011${number.slice(1)}` }),
      (number: string) => ({ id: 72345, e164: number, forwards_to: "+12025559999" }),
    ].map((element) => ({
      status: 200,
      body: { data: { ...none.data, numbers: [element("+13055550100")] } },
    })),
  ],
};

// What a number is said to be once nobody knows what became of its release.
const said: Readonly<
  Record<"id" | "end", Readonly<Record<ProviderName, (number: string) => readonly object[]>>>
> = {
  id: {
    contiguity: (id) =>
      [7, ""].map((lease_id) => ({ data: { id, lease_id, lease_status: "active" } })),
    sinch: () => [],
  },
  end: {
    contiguity: (id) =>
      ["terminating", 7].map((lease_status) => ({ data: { id, lease_id: "lsd_1", lease_status } })),
    sinch: (phoneNumber) =>
      ["soon", 1_790_000_000, never].map((expireAt) => ({ phoneNumber, expireAt })),
  },
};

const operations = {
  get: { contiguity: "contiguity.get", sinch: "sinch.get" },
  list: { contiguity: "contiguity.leased", sinch: "sinch.list" },
  lease: { contiguity: "contiguity.lease", sinch: "sinch.rent" },
  release: { contiguity: "contiguity.terminate", sinch: "sinch.release" },
} as const;

fault("92 release that the rest of its answer contradicts: unknown", () => contradicted("release"));

fault("93 lease that the rest of its answer contradicts: unknown", () => contradicted("lease"));

fault("94 part of a list, or what may be one: proves no absence", () =>
  everywhere((options) =>
    ofAll(lists[options.at], async (answer) => {
      const on = await stage(options);
      on.sandbox.control.fault(operations.lease[options.at], { reset: "before" });
      on.sandbox.control.fault(operations.list[options.at], { ...answer, times: "always" });
      return (await on.lease()).observed;
    }),
  ),
);

fault("95 lease whose id or end cannot be read: neither released nor kept by that", () => {
  const observe = (what: keyof typeof said) => () =>
    everywhere(
      async (options) => {
        const { number } = await stage(options);
        return ofAll(said[what][options.at](number), async (body) => {
          const on = await stage(options);
          const lease = {
            ...(await on.held()),
            ...(options.at === "contiguity" && { leaseId: "lsd_1" }),
          };
          on.sandbox.control.fault(operations.get[options.at], {
            status: 200,
            body,
            times: "always",
          });
          on.sandbox.control.fault(operations.release[options.at], { reset: "before" });
          return (await on.release(lease)).observed;
        });
      },
      what === "id" ? ["contiguity"] : undefined,
    );
  return cases(["id", observe("id")], ["end", observe("end")]);
});

function contradicted(kind: "lease" | "release"): Promise<string> {
  const observe = (acted: boolean) => () =>
    everywhere(async (options) => {
      const { number } = await stage(options);
      return ofAll(answers[kind][options.at](number), async (body) => {
        const on = await stage(options);
        const lease = kind === "release" ? await on.held() : null;
        const operation = operations[kind][options.at];
        on.sandbox.control.fault(operation, { status: 200, body, after: acted });
        const { observed, failure } = lease ? await on.release(lease) : await on.lease();
        expect(failure).toMatchObject({ kind: "outcome-unknown" });
        expect(on.sandbox.control.writes()[operation].received).toBe(1);
        return observed;
      });
    });
  return cases(["acted", observe(true)], ["not", observe(false)]);
}
