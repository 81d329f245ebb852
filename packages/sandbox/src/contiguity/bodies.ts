import * as z from "zod";

const e164 = z.string().regex(/^\+[1-9][0-9]{1,14}$/);

/** What a lease may be asked for with. `{}` is the default. */
export const leaseBodySchema = z.object({
  billing_method: z.enum(["monthly", "service_contract"]).default("monthly"),
});

/** What a number can be configured with. Numbers are for the selective mode, which needs them. */
export const configureBodySchema = z.object({
  failover: z
    .object({
      enabled: z.boolean(),
      mode: z.enum(["all", "selective"]).default("all"),
      numbers: z.array(e164).default([]),
    })
    .refine(({ mode, numbers }) => (mode === "selective") === numbers.length > 0)
    .optional(),
});

export const forwardingBodySchema = z.object({ to: e164 });

/** A text. The size of what is attached is not looked at. */
export const textBodySchema = z
  .object({
    to: e164,
    from: e164.nullish(),
    message: z.string().min(1).optional(),
    attachments: z
      .array(z.url({ protocol: /^https$/ }).regex(/\.[a-z0-9]+(\?.*)?$/i))
      .max(3)
      .nullish(),
    fast_track: z.boolean().optional(),
  })
  .refine(({ message, attachments }) => message !== undefined || attachments?.length);
