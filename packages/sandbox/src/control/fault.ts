import * as z from "zod";

const common = {
  /** How many requests it applies to; 1 if left out. */
  times: z.union([z.int().positive(), z.literal("always")]).optional(),
  /** Extra wait before anything else happens, in real milliseconds. */
  delayMs: z.int().nonnegative().optional(),
  /** true: the work is done and committed first; only the answer is faulty. */
  after: z.boolean().optional(),
};

const headers = z.record(z.string(), z.string());

/** What goes wrong with a request. Strict: a misspelt fault is refused, not ignored. */
export const faultSchema = z.union([
  /** Another answer: `body` as it is if it is a string, else as JSON; `bodyBase64` for bytes. */
  z.strictObject({
    ...common,
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
    bodyBase64: z.base64().optional(),
    headers: headers.optional(),
    contentType: z.string().optional(),
  }),
  /**
   * The true answer with parts of its JSON changed. `at` is a JSON Pointer, in which `*` stands for every
   * element of a list and `-` for a new one at its end; without `to` what is there is left out.
   */
  z.strictObject({
    ...common,
    change: z
      .array(z.strictObject({ at: z.string().regex(/^(\/[^/]*)+$/), to: z.unknown().optional() }))
      .min(1),
    after: z.literal(true).optional(),
  }),
  /** The true answer with another content type. */
  z.strictObject({ ...common, contentType: z.string(), after: z.literal(true).optional() }),
  /** A web page with status 200. */
  z.strictObject({ ...common, html: z.literal(true) }),
  /** The connection is reset, before the work is done or after it is committed. */
  z.strictObject({ ...common, reset: z.enum(["before", "after"]), after: z.never().optional() }),
  /** The headers and half of the true answer, then a closed connection. */
  z.strictObject({ ...common, halfBody: z.literal(true), after: z.literal(true).optional() }),
  /** The request is never answered. */
  z.strictObject({ ...common, noAnswer: z.literal(true) }),
  /** Exactly these bytes instead of HTTP, then a closed connection. */
  z.strictObject({ ...common, raw: z.string() }),
  /** The true answer, byte by byte, this many real milliseconds apart. */
  z.strictObject({ ...common, dripMs: z.int().positive(), after: z.literal(true).optional() }),
  /** Nothing but the wait: before the work, or (`after`) between the work and the answer. */
  z.strictObject({ ...common, delayMs: z.int().nonnegative() }),
]);

/** What goes wrong with a request: one of these, and how often. README.md lists them. */
export type Fault = z.infer<typeof faultSchema>;
