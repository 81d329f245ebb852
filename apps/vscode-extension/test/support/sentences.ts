import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vitest/node";

const root = join(import.meta.dirname, "../../../..");

export interface Sentences {
  /** Everything that is marked to be translated. */
  readonly texts: ReadonlySet<string>;
  /** Texts for a person that no translator sees: file and text. */
  readonly untranslated: readonly string[];
  /** Those of them that say why something is refused, wherever that is thrown or kept. */
  readonly refusals: readonly string[];
}

/** Reads the sources of the editor, and of the core where it says something. */
export function sentencesOf(folders: readonly string[]): Sentences {
  const texts = new Set<string>();
  const untranslated: string[] = [];
  const refusals: string[] = [];
  for (const file of folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))) {
    if (file.endsWith(".test.ts")) continue;
    const source = readFileSync(join(root, file), "utf8");
    walk(parseAst(source, { lang: "ts" }), (node) => {
      for (const text of reasonsIn(node)) if (isSentence(text)) refusals.push(`${file}: ${text}`);
      const marked = textOf(node);
      if (marked !== null) texts.add(marked);
      const said = marked === null && !isAside(node) ? literal(node) : null;
      if (said !== null && isSentence(said)) untranslated.push(`${file}: ${said}`);
      // What stands in a marked text has been looked at; what is a defect or imported is for nobody to read.
      return marked === null && !isAside(node);
    });
  }
  return { texts, untranslated, refusals };
}

/** Texts as they stand in `reason: …`, or are handed to what makes a refusal of them. */
function reasonsIn(node: Tree): readonly string[] {
  const { type, key, value, callee, arguments: given } = node;
  if (type === "Property" && (key as Tree)["name"] === "reason") return literalsIn(value);
  const name = type === "CallExpression" ? (callee as Tree)["name"] : null;
  return typeof name === "string" && refusing.has(name) ? literalsIn(given) : [];
}

const refusing = new Set(["badInput", "badPlace", "refused", "reasonWith"]);

/** Through what chooses between texts, and into no call. */
function literalsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(literalsIn);
  const node = value as Tree;
  if (node["type"] === "ConditionalExpression")
    return literalsIn([node["consequent"], node["alternate"]]);
  if (node["type"] === "LogicalExpression") return literalsIn([node["left"], node["right"]]);
  const text = literal(node);
  return text === null ? [] : [text];
}

type Tree = Readonly<Record<string, unknown>>;

function walk(node: unknown, visit: (node: Tree) => boolean): void {
  if (Array.isArray(node)) for (const one of node) walk(one, visit);
  else if (typeof node === "object" && node !== null) {
    const tree = node as Tree;
    const within = visit(tree);
    for (const [name, value] of Object.entries(tree)) {
      // The values beside a marked text may be marked texts again.
      if (within || name === "arguments") walk(value, within ? visit : besides(visit, value));
    }
  }
}

/** Looks at all arguments but the first. */
function besides(visit: (node: Tree) => boolean, list: unknown): (node: Tree) => boolean {
  const first: unknown = Array.isArray(list) ? list[0] : null;
  return (node) => (node === first ? false : visit(node));
}

function textOf(node: Tree): string | null {
  if (node["type"] !== "CallExpression") return null;
  const { callee, arguments: given } = node as { callee: Tree; arguments: readonly Tree[] };
  const name = callee["name"];
  if (name !== "translate" && name !== "phrase") return null;
  const [first] = given;
  return first?.["type"] === "Literal" && typeof first["value"] === "string"
    ? first["value"]
    : null;
}

function literal(node: Tree): string | null {
  if (node["type"] === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node["type"] !== "TemplateLiteral") return null;
  const { quasis } = node as { quasis: readonly { value: { raw: string } }[] };
  return quasis.map(({ value }) => value.raw).join("…");
}

/** What no person reads: errors of the program itself, imports, types. */
function isAside(node: Tree): boolean {
  const { type } = node;
  return (
    isDefect(node) ||
    type === "ImportDeclaration" ||
    type === "ImportExpression" ||
    type === "TSLiteralType"
  );
}

/** A failure is told to a person; any other error is a defect. */
function isDefect({ type, callee }: Tree): boolean {
  if (type !== "NewExpression") return false;
  const { name } = callee as Tree;
  return typeof name === "string" && /^(Range|Type)?Error$/.test(name);
}

function isSentence(text: string): boolean {
  return /[A-Za-z’']{2,}[,:]? [a-z]{2,}/.test(text) || /^[A-Z][a-z]+$/.test(text);
}
