import * as z from "zod";

/** What a lease may be asked for with. `{}` is the default. */
export const leaseBodySchema = z.object({
  billing_method: z.enum(["monthly", "service_contract"]).default("monthly"),
});
