import { asBeginning, translate, words } from "../words/translate.js";
import type { Grouping } from "./tree-choices.js";
import type { LeaseNode, OperationNode, TreeNode } from "./nodes.js";

type Row = LeaseNode | OperationNode;

/** What stands apart in every list, as somebody has to know of it. */
type Section = "doubt" | "progress" | "elsewhere";

/** A list with what stands apart in sections of its own: first what is not settled, last what was leased elsewhere. */
export function inSections(rows: readonly Row[], list: string): readonly TreeNode[] {
  const of = (section: Section | null) => rows.filter((row) => sectionOf(row) === section);
  const section = (name: Section, members = of(name)) =>
    group(`${list} section ${name}`, sectionTitle(name), members);
  const elsewhere = of("elsewhere").map((row) => ({ ...row, isTold: true as const }));
  return [
    ...section("doubt"),
    ...section("progress"),
    ...of(null),
    ...section("elsewhere", elsewhere),
  ];
}

/** All rows of all accounts by country or by state, in the order of their titles. */
export function grouped(
  rows: readonly Row[],
  by: Exclude<Grouping, "account">,
  locale?: string,
): readonly TreeNode[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const titleOf = (row: Row) => (by === "country" ? countryOf(row, names) : stateOf(row));
  return [...Map.groupBy(rows, titleOf)]
    .toSorted(([one], [other]) => one.localeCompare(other, locale))
    .flatMap(([title, members]) => group(`${by} ${title}`, title, members));
}

function group(id: string, title: string, children: readonly Row[]): readonly TreeNode[] {
  return children.length === 0 ? [] : [{ kind: "group", id, title, children }];
}

function sectionOf(row: Row): Section | null {
  switch (row.operation?.state) {
    case "unknown":
    case "needs-attention":
      return "doubt";
    case "claimed":
    case "sent":
    case "accepted":
      return "progress";
    default:
      return row.kind === "lease" && row.origin === "elsewhere" ? "elsewhere" : null;
  }
}

function sectionTitle(section: Section): string {
  switch (section) {
    case "doubt":
      return translate("Outcome not known");
    case "progress":
      return translate("Leasing and releasing");
    case "elsewhere":
      return translate("Leased elsewhere");
  }
}

function countryOf(row: Row, names: Intl.DisplayNames): string {
  const { country } = row.kind === "lease" ? row.lease : (row.operation.lease ?? { country: null });
  if (country === null) return translate("Country not known");
  return names.of(country) ?? country;
}

function stateOf(row: Row): string {
  const section = sectionOf(row);
  if (section === "doubt" || section === "progress") return sectionTitle(section);
  return row.kind === "lease"
    ? asBeginning(words.state(row.lease.state))
    : sectionTitle("progress");
}
