/**
 * Whether a file at the folder's top is left out by the folder's own `.gitignore`. Read like Git for what names such
 * a file: later lines win, `!` takes back. What stands in other places of Git is not looked at.
 */
export function isIgnoredByGit(gitignore: string, name: string): boolean {
  let ignored = false;
  for (const line of gitignore.split(/\r\n|\n|\r/)) {
    const pattern = line.replace(/\s+$/, "");
    if (pattern === "" || pattern.startsWith("#")) continue;
    const takesBack = pattern.startsWith("!");
    const glob = pattern.slice(takesBack ? 1 : 0).replace(/^(\*\*)?\//, "");
    // One that ends with a slash is for folders, and one with a slash in it for what lies deeper.
    if (glob.includes("/")) continue;
    if (globMatcher(glob).test(name)) ignored = !takesBack;
  }
  return ignored;
}

function globMatcher(glob: string): RegExp {
  const source = glob.replaceAll(/\[[^\]]*\]|[\s\S]/g, (part) => {
    if (part === "*") return ".*";
    if (part === "?") return ".";
    if (part.length > 1) return part.replace(/^\[!/, "[^").replaceAll("\\", "\\\\");
    return part.replace(/[.+^${}()|[\]\\]/, String.raw`\$&`);
  });
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /$^/;
  }
}
