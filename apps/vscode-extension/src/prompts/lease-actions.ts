import type { E164, Operation } from "@leaseline/core";

/** What can be done next from a notification. */
export interface LeaseActions {
  /** One to a line. */
  readonly copy: (...numbers: readonly E164[]) => void;
  /** Into a `.env` file of the workspace, after what would change has been shown. */
  readonly addToEnv: (target: Pick<Operation, "account" | "number">) => void;
  /** Makes it the number of the workspace. */
  readonly setDefault: (target: Pick<Operation, "account" | "number">) => void;
  readonly search: () => void;
  /** Searches for numbers like one that cannot be had. */
  readonly searchSimilar: (target: Pick<Operation, "account" | "number">) => void;
  readonly leaseAgain: (target: Pick<Operation, "account" | "number">) => void;
  readonly releaseAgain: (target: Pick<Operation, "account" | "number">) => void;
  readonly checkAgain: (operation: Operation) => void;
  readonly showView: () => void;
  readonly openSettings: () => void;
  readonly addAccount: () => void;
  readonly updateKey: (account: string) => void;
  readonly trySandbox: () => void;
  readonly refresh: () => void;
  readonly reloadWindow: () => void;
  readonly openUrl: (url: string) => void;
  readonly showLog: () => void;
}
