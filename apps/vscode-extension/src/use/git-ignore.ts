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

/** Takes no longer for many stars than for one: what stands behind each is looked for once, and where it is found first. */
function globMatcher(glob: string): RegExp {
  const [first = "", ...others] = betweenStars(glob);
  const last = others.pop();
  const found = others.map((piece, index) => `(?=(.*?${piece}))\\${index + 1}`);
  const end = last === undefined ? "" : `.*${last}`;
  try {
    return new RegExp(`^${first}${found.join("")}${end}$`);
  } catch {
    return /$^/;
  }
}

/** What stands between the stars of a glob, as regular expressions. */
function betweenStars(glob: string): readonly string[] {
  const pieces = [""];
  for (const [part] of glob.matchAll(/\[[^\]]*\]|[\s\S]/g))
    if (part === "*") pieces.push("");
    else pieces.push((pieces.pop() ?? "") + sourceOf(part));
  return pieces;
}

function sourceOf(part: string): string {
  if (part === "?") return ".";
  if (part.length > 1) return part.replace(/^\[!/, "[^").replaceAll("\\", "\\\\");
  return part.replace(/[.+^${}()|[\]\\]/, String.raw`\$&`);
}
