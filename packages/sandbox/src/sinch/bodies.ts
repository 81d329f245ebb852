import * as z from "zod";
import { numberTypeSchema } from "./filters.js";

const id = z.string().min(1);

function smsSchema(id: z.ZodType<string>) {
  return z.strictObject({ servicePlanId: id, campaignId: z.string().optional() });
}

/** The one id that each voice type takes. */
const voiceIdNames = { RTC: "appId", EST: "trunkId", FAX: "serviceId" } as const;

/** @param id - what an id has to look like. @param type - what stands for the type. */
function voiceSchema(id: z.ZodType<string>, type: z.ZodType<keyof typeof voiceIdNames>) {
  return z
    .strictObject({
      type,
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
}

const voiceTypeSchema = z.enum(["RTC", "EST", "FAX"]);

/** Body of a rent. `{}` is legal; an empty configuration in it is not. */
export const rentBodySchema = z.strictObject({
  smsConfiguration: smsSchema(id).optional(),
  voiceConfiguration: voiceSchema(id, voiceTypeSchema.default("RTC")).optional(),
  callbackUrl: z.string().optional(),
});

export type RentBody = z.infer<typeof rentBodySchema>;

/** Body of an update. An id of "" ends a connection; an empty configuration is refused all the same. */
export const updateBodySchema = z.strictObject({
  displayName: z.string().optional(),
  smsConfiguration: smsSchema(z.string()).optional(),
  voiceConfiguration: voiceSchema(z.string(), voiceTypeSchema.default("RTC")).optional(),
  callbackUrl: z.string().optional(),
});

export type UpdateBody = z.infer<typeof updateBodySchema>;

/** Body of an order for one number; the sandbox takes none for a quantity. Voice has to name its type. */
export const orderBodySchema = z.strictObject({
  regionCode: id,
  numberType: numberTypeSchema,
  numberOrderOption: z.strictObject({ phoneNumbers: z.tuple([id]) }),
  smsConfiguration: smsSchema(id).optional(),
  voiceConfiguration: voiceSchema(id, voiceTypeSchema).optional(),
  callbackUrl: z.string().optional(),
});
