// The flags of `npm start`, which are read before anything is built.
import { parseArgs } from "node:util";

export const startUsage = `Usage: npm start -- [--browser] [--port N] [--no-open]

Opens VS Code with Leaseline on the sandbox, which charges nothing, until Ctrl+C.
Your own VS Code settings and extensions are not touched.

  --browser   open VS Code in the browser, also where a desktop VS Code is installed
  --port N    listen on this port of 127.0.0.1 (implies --browser; default: a free one)
  --no-open   print the address only (implies --browser)
  --help      print this
`;

const options = {
  browser: { type: "boolean" },
  port: { type: "string" },
  "no-open": { type: "boolean" },
  help: { type: "boolean", short: "h" },
};

/** Reads the flags; a string says what is wrong with them. */
export function parseStartFlags(words) {
  const { tokens } = parseArgs({ args: [...words], options, strict: false, tokens: true });
  const flags = { browser: false, port: 0, open: true, help: false };
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") return `\`${token.value}\` is not a flag.`;
    if (token.name !== "port" && token.value !== undefined) {
      return `\`${token.rawName}\` takes no value.`;
    }
    switch (token.rawName) {
      case "--browser":
        flags.browser = true;
        break;
      case "--no-open":
        Object.assign(flags, { browser: true, open: false });
        break;
      case "--help":
      case "-h":
        flags.help = true;
        break;
      case "--port": {
        const port = parsePort(token.value);
        if (port === undefined) {
          return `\`--port\` needs a number from 1 to 65535, not \`${token.value ?? ""}\`.`;
        }
        Object.assign(flags, { browser: true, port });
        break;
      }
      default:
        return `There is no flag \`${token.rawName}\`.`;
    }
  }
  return flags;
}

function parsePort(text) {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : undefined;
}
