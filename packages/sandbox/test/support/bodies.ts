import * as z from "zod";

const contiguityList = z.object({
  data: z.object({ numbers: z.array(z.looseObject({ id: z.string(), status: z.string() })) }),
});
const sinchSearch = z.object({
  availableNumbers: z.array(z.looseObject({ phoneNumber: z.string() })),
});
const sinchPage = z.object({
  activeNumbers: z.array(z.looseObject({ phoneNumber: z.string(), type: z.string() })),
  nextPageToken: z.string(),
  totalSize: z.number(),
});

/** The numbers of a Contiguity list. */
export function contiguityNumbers(body: unknown) {
  return contiguityList.parse(body).data.numbers;
}

/** The numbers of a Sinch search. */
export function foundNumbers(body: unknown) {
  return sinchSearch.parse(body).availableNumbers;
}

/** One page of a Sinch list. */
export function sinchPageOf(body: unknown) {
  return sinchPage.parse(body);
}

/** The token in an answer of the token server. */
export function tokenOf(body: unknown) {
  return z.object({ access_token: z.string() }).parse(body).access_token;
}
