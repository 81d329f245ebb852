/** What the account has set for one of its numbers. */
export type LineSettings = {
  readonly failover?: Failover;
  readonly forwarding?: Forwarding;
};

export type Failover = {
  readonly enabled: boolean;
  readonly mode: "all" | "selective";
  readonly numbers: readonly string[];
};

export type Forwarding = {
  /** Null while it is disabled. */
  readonly to: string | null;
  /** When the change takes effect; epoch milliseconds of the sandbox's clock. */
  readonly activeAtMs: number;
};
