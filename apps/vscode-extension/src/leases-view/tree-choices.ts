/** What a person has chosen about the tree. */
export interface TreeChoices {
  readonly groupBy: Grouping;
  /** The number of this workspace. */
  readonly defaultNumber: DefaultNumber | null;
  /** How many rows are drawn below a row; `""` is the top. */
  readonly shown: (parent: string) => number;
}

export interface DefaultNumber {
  readonly account: string;
  readonly number: string;
}

const mostRows = 1000;

export const firstChoices: TreeChoices = {
  groupBy: "account",
  defaultNumber: null,
  shown: () => mostRows,
};

export function isDefault(
  { defaultNumber }: Pick<TreeChoices, "defaultNumber">,
  { account, number }: DefaultNumber,
): boolean {
  return defaultNumber?.account === account && defaultNumber.number === number;
}

export interface KeptTreeChoices {
  readonly now: TreeChoices;
  groupBy(by: Grouping): void;
  setDefault(number: DefaultNumber | null): void;
  showMore(parent: string): void;
  onChange(listener: () => void): void;
}

/** What the editor keeps, by key. */
export interface KeptState {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const keys = { groupBy: "leaseline.groupBy", defaultNumber: "leaseline.defaultNumber" } as const;

export function createTreeChoices(state: KeptState): KeptTreeChoices {
  const more = new Map<string, number>();
  const shown = (parent: string) => mostRows * (1 + (more.get(parent) ?? 0));
  const listeners: (() => void)[] = [];
  let now: TreeChoices = {
    groupBy: groupings.find((by) => by === state.get(keys.groupBy)) ?? "account",
    defaultNumber: readDefault(state.get(keys.defaultNumber)),
    shown,
  };
  const learn = (news: Partial<TreeChoices>) => {
    now = { ...now, ...news };
    for (const listener of listeners) listener();
  };
  return {
    get now() {
      return now;
    },
    groupBy: (groupBy) => {
      void state.update(keys.groupBy, groupBy);
      learn({ groupBy });
    },
    setDefault: (defaultNumber) => {
      void state.update(keys.defaultNumber, defaultNumber ?? undefined);
      learn({ defaultNumber });
    },
    showMore: (parent) => {
      more.set(parent, (more.get(parent) ?? 0) + 1);
      learn({});
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function readDefault(kept: unknown): DefaultNumber | null {
  const { account, number } = Object(kept) as Partial<Record<keyof DefaultNumber, unknown>>;
  return typeof account === "string" && typeof number === "string" ? { account, number } : null;
}

/** How the numbers are put together. */
export const groupings = ["account", "country", "state"] as const;
export type Grouping = (typeof groupings)[number];
