import * as z from "#zod";
import type { E164 } from "../../domain/phone-number.js";
import { badInput } from "../../errors/lease-error.js";
import type { Api, ApiRequest, CallOptions } from "../../http/api.js";
import { call } from "../../http/call.js";
import { refuseUnknown } from "../../errors/check-options.js";
import { e164, optional } from "../../http/lenient.js";
import { requireSameNumber } from "../../http/number-reference.js";
import { type NumberReference, numberOf } from "./numbers.js";

/** What becomes of the texts of a number that cannot send: whether others of the account stand in. */
export interface FailoverChange {
  readonly enabled: boolean;
  /** Which numbers stand in: all of the account's, or those in `numbers`. Contiguity's choice when left out. */
  readonly mode?: "all" | "selective" | undefined;
  /** With `selective` only. */
  readonly numbers?: readonly NumberReference[] | undefined;
}

/** What to set of a number. */
export interface ConfigurationChange {
  /** As it is when left out. */
  readonly failover?: FailoverChange | undefined;
}

/**
 * Sets how a number that the account holds behaves. What is left out stays as it is.
 * Sent once. @throws {LeaseError} `bad-input`, `not-leased`, `rejected`, `outcome-unknown`.
 */
export type Configure = (
  number: NumberReference,
  change: ConfigurationChange,
  options?: CallOptions,
) => Promise<NumberConfiguration>;

export function configureOf(api: Api): Configure {
  return async (number, { failover }, { signal } = {}) => {
    const asked = numberOf(number);
    const { data } = await call(api, configure(asked, failover && checked(failover)), signal);
    requireSameNumber(data.number, asked, "write");
    return data;
  };
}

type Failover = Omit<FailoverChange, "numbers"> & {
  readonly numbers?: readonly E164[] | undefined;
};

function checked(change: FailoverChange): Failover {
  refuseUnknown(change, ["enabled", "mode", "numbers"]);
  const { numbers, ...failover } = change;
  if (numbers && failover.mode !== "selective") {
    throw badInput("failover.numbers", "Numbers can be named for the selective failover only.");
  }
  return { ...failover, numbers: numbers?.map((one) => numberOf(one, "failover.numbers")) };
}

/** Source: Contiguity's OpenAPI description, since v2026.3.3. */
function configure(number: E164, failover: Failover | undefined) {
  return {
    operation: "contiguity.configure",
    effect: "write",
    method: "POST",
    path: `/numbers/${encodeURIComponent(number)}/configure`,
    body: { failover },
    answer: configureAnswer,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}

const configureAnswer = z.object({
  data: z.object({
    number: e164,
    failover: optional(
      z.object({
        enabled: optional(z.boolean()),
        /** all, selective, or one that is not known yet. */
        mode: optional(z.string()),
        numbers: optional(z.array(z.string())),
      }),
    ),
  }),
});
/** What `configure` answers. @interface */
export type NumberConfiguration = z.infer<typeof configureAnswer>["data"];
