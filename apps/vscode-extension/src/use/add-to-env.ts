import type { E164 } from "@leaseline/core";
import { namesSender } from "../in-code/scan-line.js";
import type { Answer, Choice, Prompts } from "../prompts/prompts.js";
import { internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import { type EnvChange, isNumber, isVariableName, setVariable, variablesOf } from "./env-file.js";

/** A `.env` file that is there, or can be made. */
export interface EnvFile {
  /** As a person tells it from others: with its folder where there are several. */
  readonly name: string;
  readonly exists: boolean;
  /** Whether Git leaves it out; null where there is no Git. */
  readonly isIgnored: boolean | null;
}

/** What became of writing one; or why it may not be written, in the system's words. */
export type EnvWrite = "written" | "changed-meanwhile" | { readonly why: string };

/** Where such files are. */
export interface EnvFiles<File extends EnvFile = EnvFile> {
  /** Why none can be looked at; null when they can. */
  readonly obstacle: () => "not-trusted" | "no-folder" | null;
  list(): Promise<readonly File[]>;
  /** Empty for one that is not there; null for one that is no text, is too large or has unsaved changes. */
  read(file: File): Promise<string | null>;
  /** Shows both texts side by side, until it is told to end. */
  preview(file: File, before: string, after: string): Promise<() => Promise<void>>;
  /** Writes only when the file is still as it was shown. */
  write(file: File, before: string, after: string): Promise<EnvWrite>;
}

export interface AddToEnvTools<File extends EnvFile> {
  readonly prompts: Prompts;
  readonly files: EnvFiles<File>;
}

/** Writes a number into a `.env` file, after what would change has been shown and agreed to. */
export async function addToEnv<File extends EnvFile>(
  number: E164,
  { prompts, files }: AddToEnvTools<File>,
): Promise<"written" | "left"> {
  const tell = (severity: "information" | "warning", text: string) => {
    prompts.tell({ severity, text });
    return "left" as const;
  };
  const obstacle = files.obstacle();
  if (obstacle) return tell("information", obstacleWords(obstacle));
  const all = await files.list();
  for (;;) {
    const file = await chooseFile(all, prompts);
    if (file.kind !== "answered") return "left";
    const before = await files.read(file.value);
    if (before === null)
      return tell(
        "warning",
        translate(
          "{0} was left as it is: it has unsaved changes, or is not text. Save it, and try again.",
          file.value.name,
        ),
      );
    const name = await chooseName(before, prompts, all.length > 1);
    if (name.kind === "back") continue;
    if (name.kind === "cancelled") return "left";
    const change = setVariable(before, name.value, number);
    if (change.kind === "same")
      return tell(
        "information",
        translate(
          "{0} in {1} is {2} already. Nothing was written.",
          name.value,
          file.value.name,
          number,
        ),
      );
    const end = await files.preview(file.value, before, change.text);
    try {
      if (!(await agreed(change, { file: file.value, name: name.value, number }, prompts)))
        return "left";
      const written = await files.write(file.value, before, change.text);
      if (written !== "written") return tell("warning", notWrittenWords(written, file.value.name));
    } finally {
      await end();
    }
    tell("information", translate("{0} is {1} now, in {2}.", name.value, number, file.value.name));
    return "written";
  }
}

function notWrittenWords(end: Exclude<EnvWrite, "written">, name: string): string {
  return end === "changed-meanwhile"
    ? translate("{0} has changed meanwhile, and was left as it is. Try again.", name)
    : translate("{0} could not be written: {1}. Copy the number instead.", name, end.why);
}

function obstacleWords(obstacle: "not-trusted" | "no-folder"): string {
  return obstacle === "no-folder"
    ? translate("Open a folder first: a .env file belongs into one.")
    : translate(
        "Files are read and written in trusted workspaces only. Trust this one, and try again.",
      );
}

async function chooseFile<File extends EnvFile>(
  all: readonly File[],
  prompts: Prompts,
): Promise<Answer<File>> {
  const [only] = all;
  if (only && all.length === 1) return { kind: "answered", value: only };
  return prompts.pick({
    title: translate("Add to .env"),
    placeholder: translate("Into which file?"),
    canGoBack: false,
    choices: all.map((file) => ({
      label: file.name,
      description: file.exists ? "" : translate("new file"),
      value: file,
    })),
  });
}

/** A name that is there for a number, a new one, or one that is typed. */
async function chooseName(
  text: string,
  prompts: Prompts,
  canGoBack: boolean,
): Promise<Answer<string>> {
  const taken = variablesOf(text);
  const fitting = taken.filter(({ name, value }) => namesSender(name) || isNumber(value));
  const fresh = ["PHONE_NUMBER", "SMS_FROM"].filter(
    (name) => !taken.some((one) => one.name === name),
  );
  const title = translate("Add to .env");
  for (;;) {
    const answer = await prompts.pick<string | null>({
      title,
      placeholder: translate("As which variable?"),
      canGoBack,
      choices: [
        ...fresh.map((name): Choice<string | null> => ({ label: name, value: name })),
        ...fitting.map(({ name, value }): Choice<string | null> => ({
          label: name,
          description: isNumber(value) ? translate("now {0}", value) : "",
          group: translate("in the file already"),
          value: name,
        })),
        { label: translate("Another name…"), group: translate("other"), value: null },
      ],
    });
    if (answer.kind !== "answered") return answer;
    if (answer.value !== null) return { kind: "answered", value: answer.value };
    const typed = await prompts.type({
      title,
      prompt: translate("The name of the variable"),
      placeholder: "PHONE_NUMBER",
      canGoBack: true,
      check: (name) =>
        isVariableName(name.trim())
          ? null
          : translate("A name has letters, digits and _, and does not begin with a digit."),
    });
    if (typed.kind === "answered") return { kind: "answered", value: typed.value.trim() };
    if (typed.kind === "cancelled") return typed;
  }
}

async function agreed(
  { kind, before }: EnvChange,
  { file, name, number }: { readonly file: EnvFile; readonly name: string; readonly number: E164 },
  prompts: Prompts,
): Promise<boolean> {
  const shown = internationalNumber(number);
  const answer = await prompts.pick({
    title: translate("Add to .env"),
    placeholder:
      kind === "changed"
        ? isNumber(before ?? "")
          ? translate("{0} is {1} now. Put {2} in its place?", name, before ?? "", shown)
          : translate("{0} has another value now. Put {1} in its place?", name, shown)
        : translate("Write {0} into {1}?", name, file.name),
    canGoBack: false,
    choices: [
      // First, for a key that was held down since the list before, and for the second click of two.
      { label: translate("Leave the File as It Is"), icon: "close", value: false },
      {
        label: kind === "changed" ? translate("Replace {0}", name) : translate("Write {0}", name),
        icon: "check",
        // The question may hide the beginning of a file: what comes of it is said in words, too.
        detail: `${name}=${number}`,
        description:
          file.isIgnored === false
            ? translate("Git does not leave {0} out: .gitignore does not name it", file.name)
            : "",
        value: true,
      },
    ],
  });
  return answer.kind === "answered" && answer.value;
}
