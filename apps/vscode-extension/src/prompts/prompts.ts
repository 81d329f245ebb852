/** Everything that a flow may ask or tell a person. Carried out by VS Code in host/, by a script in tests. */
export interface Prompts {
  pick<Value>(question: PickQuestion<Value>): Promise<Answer<Value>>;
  /** Like `pick`, for as many as are left ticked: at first all of them are. */
  pickMany<Value>(question: PickManyQuestion<Value>): Promise<Answer<readonly Value[]>>;
  type(question: TypeQuestion): Promise<Answer<string>>;
  /** Modal: nothing else can be done until it is answered. Closing it is a no. */
  confirm(question: ConfirmQuestion): Promise<boolean>;
  /** A notification with actions. Does not wait for the person. */
  tell(notice: Notice): void;
  /** A notification that stays until `done`: what is told then comes in its place. */
  waiting(text: string, done: Promise<void>): void;
  /** Shows in the view that something is going on for as long as `work` takes. */
  progress<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
}

/** A person who goes back or gives up is an answer, not an error. */
export type Answer<Value> =
  | { readonly kind: "answered"; readonly value: Value }
  | { readonly kind: "back" }
  | { readonly kind: "cancelled" };

export interface Choice<Value> {
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  /** The name of a codicon, without its `$()`. */
  readonly icon?: string | undefined;
  /** Choices that follow each other with the same group stand under one heading. */
  readonly group?: string | undefined;
  /** A row that is no result, such as a note that something has failed: it is not active at first. */
  readonly aside?: boolean | undefined;
  readonly value: Value;
}

export interface PickQuestion<Value> {
  readonly title: string;
  readonly placeholder: string;
  readonly canGoBack: boolean;
  /** Given once, or becoming more, and filtered by the editor; or looked up anew as the person types. */
  readonly choices: readonly Choice<Value>[] | GrowingChoices<Value> | LiveChoices<Value>;
  /** What stands in the box at first, where choices are looked up. */
  readonly typed?: string | undefined;
  /** Beside the title, as they are now. After each press they are asked for again, and so are choices that are looked up. */
  readonly buttons?: (() => readonly PickButton[]) | undefined;
}

export interface PickButton {
  /** The name of a codicon, without its `$()`. */
  readonly icon: string;
  /** What it does, in words. */
  readonly label: string;
  /** Of one that is on or off. */
  readonly on?: boolean | undefined;
  readonly press: () => void;
}

export type PickManyQuestion<Value> = Pick<PickQuestion<Value>, "title" | "placeholder"> & {
  readonly choices: readonly Choice<Value>[];
};

/** Gives the choices for what has been typed, again and again as they become more. Stopped by the signal. */
export type LiveChoices<Value> = (
  typed: string,
  signal: AbortSignal,
) => AsyncIterable<FoundChoices<Value>>;

export interface FoundChoices<Value> {
  readonly choices: readonly Choice<Value>[];
  /** What is to be known of them all; empty for nothing. */
  readonly note: string;
}

/** Choices that are all given, again and again as more is known. Stopped by the signal. */
export interface GrowingChoices<Value> {
  grow(signal: AbortSignal): AsyncIterable<readonly Choice<Value>[]>;
}

export interface TypeQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string | undefined;
  /** What stands there at first. */
  readonly value?: string | undefined;
  readonly canGoBack: boolean;
  /** Shown as dots. */
  readonly masked?: boolean | undefined;
  /** What is wrong with what has been typed; null when nothing is. */
  readonly check: (typed: string) => string | null;
}

export interface ConfirmQuestion {
  readonly title: string;
  /** Line by line. */
  readonly detail: readonly string[];
  /** The button that says yes, in words that name what it does. */
  readonly yes: string;
}

export interface Notice {
  readonly text: string;
  /** Information when left out. */
  readonly severity?: "information" | "warning" | "error";
  readonly actions?: readonly NoticeAction[];
}

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}
