import type { SandboxProvider, Setting } from "../sandbox-provider.js";
import { leaseEvenly } from "../state/lease-many.js";
import { createSinchControl, sinchControlRoutes } from "./control.js";
import { credentials } from "./credentials.js";
import type { SinchOffer } from "./offer.js";
import { makeSinchOffers } from "./offers.js";
import { operations } from "./operations.js";
import { routes } from "./routes.js";
import { specialNumbers } from "./special-numbers.js";
import type { SinchTerms } from "./terms.js";
import { createSinchWorld, type SinchWorld } from "./world.js";

export const sinch = {
  operations,
  specialNumbers,
  makeOffers: makeSinchOffers,
  connection: (url: string) => ({
    baseUrl: `${url}/sinch`,
    /** The whole address of the token endpoint. */
    authUrl: `${url}/sinch-auth/oauth2/token`,
    ...credentials,
  }),
  variables: {
    projectId: "SINCH_PROJECT_ID",
    keyId: "SINCH_KEY_ID",
    keySecret: "SINCH_KEY_SECRET",
    baseUrl: "LEASELINE_SINCH_URL",
    authUrl: "LEASELINE_SINCH_AUTH_URL",
  },
  open(setting: Setting<SinchOffer>) {
    const world = createSinchWorld(setting);
    const control = createSinchControl(world);
    return {
      inventory: world.inventory,
      leaseMany: (count: number) =>
        leaseEvenly(
          { ...world, inventory: world.inventory() },
          { plain: plainOffers(world), count },
          termsOf,
        ),
      control,
      controlRoutes: () => sinchControlRoutes(control),
      routes: (operation) => routes(world, operation),
      reset: world.tokens.reset,
    };
  },
} satisfies SandboxProvider<SinchOffer>;

/** Left alone, so that a test can lease one of them however many others the account has. */
const named = new Set<string>(Object.values(specialNumbers));

function plainOffers(world: SinchWorld): readonly SinchOffer[] {
  return world
    .inventory()
    .available()
    .filter(({ number, quirk, needsDocuments }) => !named.has(number) && !quirk && !needsDocuments);
}

function termsOf({ capabilities }: SinchOffer, index: number, configuredAtMs: number): SinchTerms {
  const sms = capabilities.includes("SMS") && {
    smsConfiguration: { servicePlanId: "sandbox-plan" },
  };
  // The first name looks like a date, which some clients turn into one.
  const displayName = index === 0 ? "2026-01-15" : index % 2 === 0 ? `Number ${index}` : "";
  return { ...sms, displayName, configuredAtMs };
}
