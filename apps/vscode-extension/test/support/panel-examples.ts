// Rows of the panel, as many as are asked for.
import { e164, exampleLease, exampleOffer, monthly } from "./examples.js";

export const numbered = (index: number) => e164(`+1305${2_000_000 + index}`);
export const leases = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    exampleLease({ number: numbered(index), label: `Line ${count - index}` }),
  );
export const offers = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    exampleOffer({
      number: numbered(index),
      price: monthly(`${1 + (index % 30)}.99`, index % 4 === 0 ? "EUR" : "USD"),
    }),
  );
