/** What the stand-in understands of the flags of the `code` binary. */
export type CodeFlags = {
  readonly extensionDevelopmentPaths: readonly string[];
  readonly extensionTestsPath: string | undefined;
  readonly userDataDir: string | undefined;
  readonly extensionsDir: string | undefined;
  /** The folder to open. */
  readonly folder: string | undefined;
  readonly version: boolean;
};

/**
 * Reads flags as VS Code does: `--name=value`, or `--name value` for names that take one.
 * Flags that only a desktop has (`--no-sandbox`, `--disable-gpu` …) are passed over.
 */
export function parseCodeFlags(words: readonly string[]): CodeFlags {
  const values = new Map<string, string[]>();
  const places: string[] = [];
  let version = false;
  const put = (name: string, value: string) => {
    values.set(name, [...(values.get(name) ?? []), value]);
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const [, name = "", value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (word === "--version" || word === "-v") version = true;
    else if (name === "") {
      if (!word.startsWith("-")) places.push(word);
    } else if (value !== undefined) put(name, value);
    else if (namesWithValue.has(name)) {
      at += 1;
      put(name, words[at] ?? "");
    }
  }
  const last = (name: string) => values.get(name)?.at(-1);
  return {
    extensionDevelopmentPaths: values.get("extensionDevelopmentPath") ?? [],
    extensionTestsPath: last("extensionTestsPath"),
    userDataDir: last("user-data-dir"),
    extensionsDir: last("extensions-dir"),
    folder: places.at(0),
    version,
  };
}

/** Source: the options of type `string` in VS Code's own argument list that a test run may use. */
const namesWithValue = new Set([
  "extensionDevelopmentPath",
  "extensionTestsPath",
  "user-data-dir",
  "extensions-dir",
  "disable-extension",
  "enable-proposed-api",
  "profile",
  "log",
  "locale",
  "sync",
  "inspect-extensions",
  "inspect-brk-extensions",
  "folder-uri",
  "file-uri",
  "remote",
  "crash-reporter-directory",
]);
