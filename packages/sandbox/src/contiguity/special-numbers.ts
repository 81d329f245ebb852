/**
 * Numbers that tests, journeys and demonstrations may name. All are in the default catalogue, all from
 * ranges reserved for fiction.
 */
export const specialNumbers = {
  /** The first of the list: cheap, nothing required. */
  plain: "+13055550100",
  /** The first detail read shows the listed price, every later one a higher price. */
  priceRises: "+13055550171",
  /** The list is out of date: every detail read shows a higher price. */
  dearerThanListed: "+13055550172",
  /** Looks available until the account tries to lease it. */
  takenMeanwhile: "+13055550173",
  /** Leasing answers 403 with an agreement to accept, until the `imessage` entitlement is granted. */
  needsEntitlement: "+13055550174",
  /** Leasing answers 403 with no agreement. */
  enterprisePlan: "+13055550175",
  /** `g-available`: in the list, refused when leased. */
  shownOnly: "+13055550176",
  /** `data: {}` and `created_at` as ISO text. */
  bareData: "+13055550177",
  /** A release answers 200 with a lease that is still active, and it is. */
  staysActive: "+13055550178",
  /** What it costs is said while it is offered, and never again. */
  priceLeftOut: "+13055550179",
} as const;
