import type { Locator } from "playwright-core";
import { expect } from "vitest";

/** However wide the place may be, a phone number in it stands on one line. */
export async function expectNumbersUnbroken(place: Locator): Promise<void> {
  const lines = await place.evaluate((node) => {
    const { ownerDocument, style } = node;
    const numbers: ReturnType<typeof ownerDocument.createRange>[] = [];
    const textNodes = 4;
    const texts = ownerDocument.createTreeWalker(node, textNodes);
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      for (const { 0: number, index } of (text.nodeValue ?? "").matchAll(/\+\d[\d\s]*\d/g)) {
        const range = ownerDocument.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + number.length);
        numbers.push(range);
      }
    const before = style.cssText;
    const found: number[] = [];
    for (let width = 150; width < 450; width += 10) {
      style.cssText = `flex: none; width: ${width}px`;
      for (const range of numbers)
        found.push(new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size);
    }
    style.cssText = before;
    return found;
  });
  expect(lines.length).toBeGreaterThan(0);
  expect(Math.max(...lines)).toBe(1);
}
