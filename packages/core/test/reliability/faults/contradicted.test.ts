import { expect } from "vitest";
import { cases, everywhere, fault, ofAll } from "./observe.js";
import { type ProviderName, stage } from "./stage.js";

const later = "2099-01-01T00:00:00Z";
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
      ];
    },
  },
  lease: {
    contiguity: (number) => {
      const data = { number, lease_id: "lsd_1", status: "active" };
      return [{ object: "error", data }, { data: { ...data, error: "No." } }];
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
    { status: 200, body: { ...none, ...refusal } },
  ],
  contiguity: [
    { status: 206, body: none },
    { status: 200, body: { data: { ...none.data, leased: 1 } } },
    { status: 200, body: { data: { ...none.data, has_more: true } } },
    { status: 200, body: { ...none, error: "partial" } },
  ],
};

const operations = {
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
