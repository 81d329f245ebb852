import { badInput } from "../../errors/lease-error.js";
import { checkOptions, refuseOthers } from "../../errors/check-options.js";
import { type ContiguityClientOptions, contiguityOptions } from "./api.js";
import { apiKeyOrEnvironment } from "./auth.js";
import { type ContiguityClient, createContiguityClient } from "./client.js";

/** Like those of {@link createContiguityClient}, with a key that may be left out. */
export type ContiguityOptions = Omit<ContiguityClientOptions, "apiKey"> & {
  /** `contiguity_sk_…`; that of the environment when left out. */
  readonly apiKey?: string | undefined;
};

/**
 * The client that {@link createContiguityClient} makes, in the form of Contiguity's documentation: a class,
 * since that is written with `new`.
 */
export class Contiguity implements ContiguityClient {
  /** See {@link ContiguityClient}, as for the others. */
  readonly lease: ContiguityClient["lease"];
  readonly text: ContiguityClient["text"];
  readonly entitlements: ContiguityClient["entitlements"];

  /**
   * @param keyOrOptions - a key, or options. Without a key, `CONTIGUITY_API_KEY` and then
   * `CONTIGUITY_TOKEN` are looked up, where there is an environment.
   * @param more - the other options, beside a key.
   * @throws {LeaseError} `bad-input` when there is no key, or what is given cannot be used.
   */
  constructor(
    keyOrOptions: string | ContiguityOptions = {},
    more?: Omit<ContiguityOptions, "apiKey">,
  ) {
    refuseOthers(arguments, 2);
    const options = optionsOf(keyOrOptions, more);
    checkOptions(options, contiguityOptions);
    const apiKey = apiKeyOrEnvironment(options.apiKey);
    const { lease, text, entitlements } = createContiguityClient({ ...options, apiKey });
    this.lease = lease;
    this.text = text;
    this.entitlements = entitlements;
  }
}

function optionsOf(
  keyOrOptions: string | ContiguityOptions,
  more: Omit<ContiguityOptions, "apiKey"> | undefined,
): ContiguityOptions {
  if (more === undefined)
    return typeof keyOrOptions === "string" ? { apiKey: keyOrOptions } : keyOrOptions;
  if (typeof keyOrOptions === "string" && isObject(more) && !("apiKey" in more))
    return { ...more, apiKey: keyOrOptions };
  throw badInput(
    "options",
    "What follows a key has to be the other options, and nothing follows options.",
  );
}

/** Nobody knows what a caller in JavaScript gives. */
function isObject(given: unknown): given is object {
  return typeof given === "object" && given !== null;
}
