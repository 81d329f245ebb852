import { expect, it } from "vitest";
import { everyFailure } from "../../test/support/every-failure.js";
import { e164, exampleLease } from "../../test/support/examples.js";
import { notReleasedWords } from "./release-words.js";

const lease = exampleLease({ number: e164("+13055550100") });
const failures = Object.values(everyFailure("said"));

it("a key that is refused is to be replaced where the account is: to add that again would do nothing", () => {
  expect(notReleasedWords({ kind: "unauthorized" }, lease).why).toMatch(/choose Update Key\.$/);
});

it.each(failures)("that it is still leased is said of a release that ended as $kind", (failure) => {
  // Of a number that is gone, or is leased anew, nobody knows what is still leased.
  const isGone = failure.kind === "not-leased" || failure.kind === "lease-changed";
  expect(notReleasedWords(failure, lease).what).toBe(
    isGone
      ? "+1 305 555 0100 was not released by this."
      : "+1 305 555 0100 was not released, and is still leased.",
  );
});
