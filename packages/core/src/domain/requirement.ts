/** Something a provider asks for before it leases a number. */
export interface Requirement {
  readonly kind: "documents" | "entitlement" | "plan" | `x-${string}`;
  /** One sentence, in the project's own words. */
  readonly description: string;
}
