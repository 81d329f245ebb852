/** A path that a page draws: a folder's ends with a slash. */
export interface DrawnPath {
  readonly path: string;
  /** Of the page, from 1. */
  readonly line: number;
}

/**
 * The tree in the first code block of a page: a path or several, two blanks or more, and what is said of them.
 * What is indented below a folder stands in it; below several folders, in each of them.
 */
export function drawnTree(page: string): readonly DrawnPath[] {
  const lines = page.split("\n");
  const first = lines.indexOf("```") + 1;
  const end = lines.indexOf("```", first);
  const drawn: DrawnPath[] = [];
  const above: { readonly indent: number; readonly folders: readonly string[] }[] = [];
  lines.slice(first, end).forEach((text, index) => {
    const indent = text.search(/\S/);
    const names = text.trim().split(/ {2,}/)[0]?.split(" ") ?? [];
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    const parents = above.at(-1)?.folders ?? [""];
    const paths = parents.flatMap((parent) => names.map((name) => `${parent}${name}`));
    drawn.push(...paths.map((path) => ({ path, line: first + index + 1 })));
    above.push({ indent, folders: paths });
  });
  return drawn;
}
