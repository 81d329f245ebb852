// What is measured in a page: texts that are evaluated there.
/** What has the focus, and where it is. */
export interface Focused {
  readonly id: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}
export const focusedBox = `({
  id: document.activeElement.id,
  ...document.activeElement.getBoundingClientRect().toJSON(),
})`;
/** Presses it, and says how many ms later other rows have been drawn and laid out. */
export const untilDrawn = (id: string) => `new Promise((resolve) => {
  const start = performance.now();
  const body = document.querySelector(".scroll tbody");
  const observer = new MutationObserver(() => {
    observer.disconnect();
    resolve(body.getBoundingClientRect().height && performance.now() - start);
  });
  observer.observe(body, { childList: true });
  document.getElementById("${id}").click();
})`;
export const lastDrawn = `Number(
  [...document.querySelectorAll("tr[aria-rowindex]")].at(-1).getAttribute("aria-rowindex"),
)`;
/** Headings whose sign of the order stands below them, or nearer to the words of another one than to theirs. */
export const strayMarks = `[...document.querySelectorAll("thead .mark:not(:empty)")].flatMap((mark) => {
  const its = mark.getBoundingClientRect();
  const own = mark.parentElement.querySelector(".sort");
  const gap = ({ left, right, top, bottom }) =>
    top < its.bottom && its.top < bottom ? Math.max(left - its.right, its.left - right) : Infinity;
  const [near, ...others] = [own, ...document.querySelectorAll("thead .sort")]
    .filter((words, index) => index === 0 || words !== own)
    .map((words) => gap(words.getBoundingClientRect()));
  return others.every((other) => near < 2 && other >= 3) ? [] : [mark.parentElement.textContent];
})`;
/** Words, and numbers, that stand on two lines. */
export const brokenWords = `[...document.querySelectorAll("th, td, button, dt, dd, label")].flatMap((node) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const broken = [];
  for (let text; (text = walker.nextNode()); )
    for (const { 0: word, index } of text.data.matchAll(/\\+\\d[\\d ]*|[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) broken.push(word);
    }
  return broken;
})`;
/** The groups of each number as they stand beside each other, from left to right. */
export const groupsInSight = `[...document.querySelectorAll("tbody th .whole")].map((number) => {
  const text = number.firstChild;
  return [...text.data.matchAll(/[+\\d]+/g)]
    .map(({ 0: group, index }) => {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + group.length);
      return { group, left: range.getBoundingClientRect().left };
    })
    .toSorted((one, other) => one.left - other.left)
    .map(({ group }) => group)
    .join(" ");
})`;
/** How far the middle of each box is from the middle of the number beside it, in points. */
export const besideNumber = `[...document.querySelectorAll("td.compare input")].map((box) => {
  const range = document.createRange();
  range.selectNodeContents(box.closest("tr").querySelector("th"));
  const [its, number] = [box, range].map((node) => node.getBoundingClientRect());
  return Math.abs(its.top + its.bottom - number.top - number.bottom) / 2;
})`;
/** On how many lines the words of each cell of a kind stand. */
export const linesOf = (
  kind: string,
) => `[...document.querySelectorAll("td.${kind}")].map((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
})`;
/** Where the words of the first such element begin, in points. */
export const leftEdge = (place: string) => `(() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("${place}"));
  return Math.round(range.getBoundingClientRect().left);
})()`;
/** What reaches out of the table's own part of the page, or into another cell of its row. */
export const outOfPlace = `(() => {
  const { left, right } = document.querySelector(".scroll").getBoundingClientRect();
  const boxOf = (cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getBoundingClientRect();
  };
  const meet = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  return [...document.querySelectorAll(".scroll tr:not(.space)")].flatMap((row) => {
    const cells = [...row.querySelectorAll("th, td")].filter((cell) => !cell.querySelector(".unseen"));
    const boxes = cells.map(boxOf).filter(({ width }) => width > 0);
    const within = boxes.every((box) => box.left >= left - 0.5 && box.right <= right + 0.5);
    const apart = boxes.every((one, at) => boxes.every((other, index) => index <= at || !meet(one, other)));
    return within && apart ? [] : [row.textContent];
  });
})()`;
