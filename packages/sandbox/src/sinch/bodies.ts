import * as z from "zod";

const id = z.string().min(1);

const smsConfigurationSchema = z.strictObject({
  servicePlanId: id,
  campaignId: z.string().optional(),
});

/** The one id that each voice type takes. */
const voiceIdNames = { RTC: "appId", EST: "trunkId", FAX: "serviceId" } as const;

const voiceConfigurationSchema = z
  .strictObject({
    type: z.enum(["RTC", "EST", "FAX"]).default("RTC"),
    appId: id.optional(),
    trunkId: id.optional(),
    serviceId: id.optional(),
  })
  .superRefine((voice, context) => {
    for (const [type, name] of Object.entries(voiceIdNames)) {
      const wanted = type === voice.type;
      if (wanted === (voice[name] !== undefined)) continue;
      const message = wanted ? `required for ${voice.type}` : `not allowed for ${voice.type}`;
      context.addIssue({ code: "custom", path: [name], message });
    }
  });

/** Body of a rent. `{}` is legal; an empty configuration in it is not. */
export const rentBodySchema = z.strictObject({
  smsConfiguration: smsConfigurationSchema.optional(),
  voiceConfiguration: voiceConfigurationSchema.optional(),
  callbackUrl: z.string().optional(),
});

export type RentBody = z.infer<typeof rentBodySchema>;
