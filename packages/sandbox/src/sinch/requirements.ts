import * as z from "zod";
import { readJson } from "../server/read-json.js";
import type { SandboxContext } from "../server/environment.js";
import { badRequest, notFound, violationsOf } from "./errors.js";
import { numberTypeSchema } from "./filters.js";
import type { SinchNumberType, SinchOffer } from "./offer.js";
import type { SinchWorld } from "./world.js";

/** What has to be handed in for a kind of number. */
export type Requirements = {
  readonly fields: { readonly required?: readonly string[] } & Readonly<Record<string, unknown>>;
  readonly attachments: readonly {
    readonly id: string;
    readonly mandatory: boolean;
    readonly allowedMimeTypes: readonly string[];
    readonly [more: string]: unknown;
  }[];
};

const bodySchema = z.strictObject({ regionCode: z.string().min(1), numberType: numberTypeSchema });

/** POST /numberOrders:lookupNumberRequirements */
export function lookupRequirements({ offers }: SinchWorld) {
  return async (context: SandboxContext): Promise<Response> => {
    const body = bodySchema.safeParse(await readJson(context));
    if (!body.success) return badRequest(context, violationsOf(body.error));
    const { regionCode, numberType } = body.data;
    const requirements = requirementsOf(offers, regionCode, numberType);
    return requirements
      ? context.json(requirements)
      : notFound(context, "NumberRequirements", `${regionCode}/${numberType}`);
  };
}

/** undefined where nothing is published: for US LOCAL, as was seen live, and where there are no numbers. */
export function requirementsOf(
  offers: readonly SinchOffer[],
  regionCode: string,
  type: SinchNumberType,
): Requirements | undefined {
  const ofThisKind = offers.filter((offer) => offer.country === regionCode && offer.type === type);
  if (ofThisKind.length === 0 || (regionCode === "US" && type === "LOCAL")) return undefined;
  return ofThisKind.some(({ needsDocuments }) => needsDocuments)
    ? documents
    : { fields: {}, attachments: [] };
}

const documents: Requirements = {
  fields: {
    type: "object",
    required: ["companyName"],
    properties: { companyName: { type: "string", title: "Company name" } },
  },
  attachments: [
    {
      id: "proof-of-address",
      title: "Proof of address",
      description: "A bill or a contract of the last three months",
      mandatory: true,
      template: [],
      allowedMimeTypes: ["application/pdf", "image/png"],
      allowedDocumentTypes: ["UTILITY_BILL", "RENTAL_CONTRACT"],
    },
    {
      id: "authority-form",
      title: "Form of the authority",
      description: "Filled in and signed",
      mandatory: false,
      template: [{ name: "form.pdf", url: "https://sandbox.example/form.pdf" }],
      allowedMimeTypes: [],
      allowedDocumentTypes: [],
    },
  ],
};
