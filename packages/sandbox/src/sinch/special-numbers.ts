/**
 * Numbers that tests, journeys and demonstrations may name. All are in the default catalogue, all from
 * ranges reserved for fiction.
 */
export const specialNumbers = {
  /** US LOCAL, first of its search: cheap, SMS and voice, no documents. */
  plain: "+12025550134",
  /** The first check shows the price of the search, every later one a higher price. */
  priceRises: "+12025550171",
  /** The search is out of date: every check shows a higher price. */
  dearerThanListed: "+12025550172",
  /** Looks available until the account tries to rent it. */
  takenMeanwhile: "+12025550173",
  /** `supportingDocumentationRequired`: renting answers 400. */
  needsDocuments: "+12025550174",
  /** Rented and charged, but SMS ends in FAILED with INSUFFICIENT_BALANCE. */
  smsProvisioningFails: "+12025550175",
  /** VOICE only: an SMS configuration is refused. */
  voiceOnly: "+12025550176",
  /** SMS only: a voice configuration is refused. */
  smsOnly: "+12025550177",
  /** `paymentIntervalMonths` 0, which means "not said". */
  intervalNotSaid: "+12025550178",
  /** A release answers 200 without an `expireAt`, and the number stays as it is. */
  staysActive: "+12025550179",
  /** What it costs is said while it is offered, and never again. */
  priceLeftOut: "+12025550180",
  /** A Swedish MOBILE number priced in SEK. */
  swedishMobile: "+46701740605",
} as const;
