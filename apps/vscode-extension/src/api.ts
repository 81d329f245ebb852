/**
 * What this extension gives to others. It reads only: nothing is leased, released or changed by it, and no key is in it.
 *
 * ```ts
 * const leaseline = vscode.extensions.getExtension<LeaselineApi>("leaseline.leaseline");
 * const { numbers } = await (await leaseline.activate()).getLeasedNumbers();
 * ```
 */
export interface LeaselineApi {
  /** Another one when something is taken away or means something else. What is added later does not change it. */
  readonly version: 1;
  /** The leased numbers of all accounts, as last read. The first call reads them. */
  getLeasedNumbers(): Promise<LeasedNumbers>;
  /** Is told when they may have changed, by this window, another one or another program. */
  onDidChangeLeasedNumbers(listener: () => void): { dispose(): void };
}

export interface LeasedNumbers {
  readonly numbers: readonly LeasedNumber[];
  /** Whether every account was read. If not, there may be more, or some of these may be gone. */
  readonly complete: boolean;
}

export interface LeasedNumber {
  /** E.164, such as `+13055550100`. */
  readonly number: string;
  /** What it is for, as people have said; null when nobody has. */
  readonly label: string | null;
  /** The id of the provider, in small letters. */
  readonly provider: string;
  readonly account: {
    /** The same for as long as the account is here. */
    readonly id: string;
    readonly label: string;
    readonly production: boolean;
    /** At the sandbox: nothing there is real or costs money. */
    readonly sandbox: boolean;
  };
  /** `pending`, `active`, `suspended`, `releasing` or `failed`; one that is not known yet is kept as `x-…`. */
  readonly state: string;
  /** ISO 3166-1 alpha-2; null when the provider did not say. */
  readonly country: string | null;
  /** `sms`, `mms`, `voice`, … */
  readonly features: readonly string[];
  /** What is paid for each interval; null when that is not known. Amounts are decimal text, never floats. */
  readonly price: {
    readonly amount: string;
    /** ISO 4217. */
    readonly currency: string;
    /** Null where the provider does not say how often. */
    readonly intervalMonths: number | null;
  } | null;
  /** ISO 8601; null when the provider did not say. */
  readonly nextChargeAt: string | null;
  /** ISO 8601: when it stops being leased; null for until released. */
  readonly endsAt: string | null;
  /** Whether it must not be released. */
  readonly isProtected: boolean;
  /** Whether it is the number of this workspace. */
  readonly isWorkspaceDefault: boolean;
}
