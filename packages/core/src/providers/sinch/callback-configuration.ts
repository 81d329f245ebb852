import * as z from "#zod";
import { badInput } from "../../errors/lease-error.js";
import type { ApiRequest, CallOptions } from "../../http/api.js";
import { call } from "../../http/call.js";
import { optional } from "../../http/lenient.js";
import type { SinchApi } from "./api.js";

/** How a project's webhooks are signed. */
export interface CallbackConfiguration {
  /** The secret that webhooks of the project are signed with. */
  get(options?: CallOptions): Promise<CallbackSettings>;
  /**
   * Replaces the secret: webhooks are signed with the new one from then on. Sent once.
   * @param changes - `hmacSecret` is 32 to 64 letters, digits and hyphens.
   * @throws {LeaseError} `bad-input`, `rejected`, `not-sent`, `outcome-unknown`.
   */
  update(
    changes: { readonly hmacSecret: string },
    options?: CallOptions,
  ): Promise<CallbackSettings>;
}

const callbackSettings = z.object({
  projectId: optional(z.string()),
  /** "" while none is set. */
  hmacSecret: z.string(),
});
/** Where a project's webhooks are signed from. @interface */
export type CallbackSettings = z.infer<typeof callbackSettings>;

export function callbackConfiguration({ api, project }: SinchApi): CallbackConfiguration {
  const path = `${project}/callbackConfiguration`;
  return {
    get: (options = {}) => call(api, getSettings(path), options.signal),
    update: async ({ hmacSecret }, { signal } = {}) => {
      if (typeof hmacSecret !== "string" || !/^[a-zA-Z0-9-]{32,64}$/.test(hmacSecret)) {
        throw badInput(
          "hmacSecret",
          "The hmacSecret has to be 32 to 64 letters, digits and hyphens.",
        );
      }
      return call(api, updateSettings(path, hmacSecret), signal);
    },
  };
}

function getSettings(path: string) {
  return {
    operation: "sinch.callback-settings",
    effect: "read",
    method: "GET",
    path,
    answer: callbackSettings,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

function updateSettings(path: string, hmacSecret: string) {
  return {
    operation: "sinch.update-callback-settings",
    effect: "write",
    method: "PATCH",
    path,
    body: { hmacSecret },
    secrets: [hmacSecret],
    answer: callbackSettings,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}
