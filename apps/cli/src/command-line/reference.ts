import type { Argument, CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { documentLines } from "../documents/reference.js";
import { exitCodeWords } from "../exit-codes.js";
import { variables } from "./help.js";

/** The tables of the README, by the names of their places: made from the command tree, so that no word is written twice. */
export function reference(program: CommandUnknownOpts): Readonly<Record<string, string>> {
  const commands = commandsOf(program);
  const { documents, records } = documentLines();
  return {
    commands: table(
      ["command", "what it does"],
      commands.map(({ name, command }) => [
        code(
          [name, ...command.registeredArguments.map((argument) => argumentName(argument))].join(
            " ",
          ),
        ),
        command.description(),
      ]),
    ),
    flags: table(["flag", "of", "what it says"], flagsOf(commands)),
    "exit-codes": table(["", "meaning"], Object.entries(exitCodeWords)),
    documents: table(["command", "document"], documents),
    records: table(["record", "fields", "what it is"], records),
    variables: table(
      ["variable", "what it says"],
      variables.map(([names, words]) => [names.split(", ").map(code).join(", "), words]),
    ),
  };
}

interface Named {
  readonly name: string;
  readonly command: CommandUnknownOpts;
}

/** Those that do something: a group of commands does nothing by itself. */
function commandsOf(parent: CommandUnknownOpts, before = ""): readonly Named[] {
  return parent.commands.flatMap((command) => {
    const name = `${before}${command.name()}`;
    return command.commands.length > 0 ? commandsOf(command, `${name} `) : [{ name, command }];
  });
}

/** A line for each flag; one for each meaning, where commands mean different things by it. */
function flagsOf(commands: readonly Named[]): readonly (readonly string[])[] {
  const lines = new Map<string, { option: Option; names: string[] }>();
  for (const { name, command } of commands)
    for (const option of command.options) {
      const key = `${option.flags} ${option.description}`;
      const line = lines.get(key) ?? { option, names: [] };
      lines.set(key, { ...line, names: [...line.names, name] });
    }
  return [...lines.values()].map(({ option, names }) => [
    code(option.flags) + (option.mandatory ? " (required)" : ""),
    names.length === commands.length ? "every command" : names.join(", "),
    [option.description, option.argChoices && `one of ${option.argChoices.join(", ")}`]
      .filter(Boolean)
      .join(": "),
  ]);
}

function argumentName(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(headings), `|${"---|".repeat(headings.length)}`, ...rows.map(line)].join("\n");
}
