import { expect } from "vitest";
import { cases, everywhere, fault, ofAll, overEach } from "./observe.js";
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

const operations = {
  lease: { contiguity: "contiguity.lease", sinch: "sinch.rent" },
  release: { contiguity: "contiguity.terminate", sinch: "sinch.release" },
} as const;

fault("92 release that the rest of its answer contradicts: unknown", () => contradicted("release"));

fault("93 lease that the rest of its answer contradicts: unknown", () => contradicted("lease"));

fault("94 part of a list, or a page token in an unknown form: the list is incomplete", () =>
  overEach((transport) =>
    ofAll(
      [
        { status: 206, body: { activeNumbers: [], nextPageToken: "" } },
        { status: 200, body: { activeNumbers: [], nextPageToken: 7 } },
        { status: 200, body: { activeNumbers: [], nextPageToken: "", ...refusal } },
      ],
      async (answer) => {
        const on = await stage({ transport, at: "sinch" });
        on.sandbox.control.fault("sinch.rent", { reset: "before" });
        on.sandbox.control.fault("sinch.list", { ...answer, times: "always" });
        return (await on.lease()).observed;
      },
    ),
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
