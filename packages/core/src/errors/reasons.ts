/** Why a request provably never left this machine. */
export type NotSentReason =
  /** The host has no address, or none could be found out. */
  | "name-lookup"
  /** The machine there refused the connection, or no route leads to it. */
  | "refused"
  /** No connection came about in time. */
  | "connect-timeout"
  /** The server's certificate is not trusted, or no secure connection could be agreed on. */
  | "tls"
  /** The proxy could not be reached, or made no connection. */
  | "proxy"
  /** The caller stopped it before it was sent. */
  | "cancelled"
  /** The provider's token server gave no token. */
  | "no-token"
  /** No connection could be made: too many files are open. */
  | "no-handles"
  /** The process that was about to send it ended before it did. */
  | "interrupted"
  /** Another window had done the same in the meantime. */
  | "already-done"
  /** Another session has taken the number over, or the ledger has lost the claim. */
  | "claim-lost";

/** Why there is no clear answer. */
export type UnclearReason =
  /** Not within the time limit. */
  | "timed-out"
  /** The connection ended before the whole answer was there. */
  | "connection-lost"
  /** The answer is longer than what is read of one. */
  | "too-large"
  /** Status 300 to 399: no redirect is followed. */
  | "redirected"
  /** Such as the page of a proxy. */
  | "not-json"
  /** JSON in another form than the provider's own. */
  | "unexpected-form"
  /** It is about another number than the request. */
  | "other-number"
  /** A success status without a body that names the number. */
  | "empty-answer"
  /** A success status whose body says that the request was not carried out. */
  | "not-confirmed"
  /** Status 409: it may be about this very request, which arrived before. */
  | "conflict"
  /** Status 408, or 500 and above. */
  | "server-error"
  /** Status 429. */
  | "rate-limited"
  /** It was sent, and the caller stopped waiting. */
  | "not-awaited"
  /** The process that sent it ended before the answer was written down. */
  | "interrupted"
  /** The ledger was damaged, and no longer says how it ended. */
  | "ledger-damaged"
  /** The ledger has lost the record of it, as after a failover of its database. */
  | "record-lost"
  /** The provider said that it was done, but has not shown the result since. */
  | "not-seen"
  /** The provider accepted an order for it, and has not carried it out yet. Never written down. */
  | "ordered"
  /** The provider does not let the account look. Never written down. */
  | "not-shown"
  /** The provider says that the number to be released is not held. */
  | "not-held"
  /** It was done before, and the provider shows otherwise by now. Never written down. */
  | "shown-otherwise";
