/** What a Contiguity lease was made with. */
export type ContiguityTerms = { readonly method: "monthly" | "service_contract" | "goodwill" };
