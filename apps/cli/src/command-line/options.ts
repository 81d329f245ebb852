import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { Feature } from "@leaseline/core";

// Flags that several commands share, and how flags are read.

const features = [
  "sms",
  "mms",
  "voice",
  "rcs",
  "imessage",
  "whatsapp",
] as const satisfies readonly Feature[];

export const accountOption = () => new Option("--account <id>", "this account only");
export const jsonOption = () => new Option("--json", "one JSON document, errors included");

export const keyOption = () =>
  new Option(
    "--key <text>",
    "an idempotency key, such as a job's id: the same key gives the same answer",
  );

export const confirmOption = () =>
  new Option("--confirm <digits>", "the number's last four digits");

/** The flags of every command that spends money or gives something up: see agreed-command.ts. @param needs - the flag that `--yes` needs beside it. */
export const agreed = (command: Command, needs: string) =>
  command
    .option("--yes", `agree without being asked; needs ${needs}`)
    .option("--dry-run", "show what would be done; nothing is sent or written down");

export const typeOption = () =>
  new Option("--type <type>", "kind of number").choices(["mobile", "local", "toll-free"] as const);

export const positionOption = () =>
  new Option("--position <where>", "where the digits are").choices([
    "start",
    "contains",
    "end",
  ] as const);

export const sortOption = () =>
  new Option("--sort <by>", "sort order, instead of the accounts' own").choices([
    "price",
    "place",
    "number",
  ] as const);

export const featureOption = () =>
  new Option(
    "--feature <names>",
    `features that the number must have, such as sms,voice: ${features.join(", ")}`,
  )
    // Given again it adds to what was given before.
    .argParser((text: string, before: readonly Feature[] | undefined): readonly Feature[] => [
      ...(before ?? []),
      ...text.split(",").map(featureNamed),
    ]);

export type Connections = Readonly<Partial<Record<Feature, string>>>;

export const connectOption = () =>
  new Option("--connect <feature=id>", "what to connect a feature to, such as sms=YOUR_PLAN")
    // As above.
    .argParser((text: string, before: Connections | undefined): Connections => {
      const [name = "", ...id] = text.split("=");
      if (id.length === 0) throw new InvalidArgumentError("Write it as in sms=YOUR_PLAN.");
      return { ...before, [featureNamed(name)]: id.join("=") };
    });

function wholeNumber(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError("It has to be a whole number.");
  return Number(text);
}

export function countNumber(text: string): number {
  const count = wholeNumber(text);
  if (count === 0) throw new InvalidArgumentError("It has to be above 0.");
  return count;
}

/** In seconds, of which a timer cannot wait for more than fit into 31 bits of milliseconds. */
export function waitingTime(text: string): number {
  const seconds = countNumber(text);
  if (seconds > longestWait)
    throw new InvalidArgumentError(`It is at most ${longestWait} seconds.`);
  return seconds;
}

const longestWait = 2_147_483;

export function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError("A port is at most 65535.");
  return port;
}

function featureNamed(text: string): Feature {
  const feature = features.find((one) => one === text.trim().toLowerCase());
  if (feature) return feature;
  throw new InvalidArgumentError(`There is ${features.join(", ")}.`);
}
