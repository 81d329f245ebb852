import { deflateSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { chunk, read, smallPng } from "./small-png.js";

/** Three points wide, five lines, each of them with another filter of the format. */
const given = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAMAAAAFCAIAAAAPE8H1AAAAN0lEQVR4nGNgOMHAuIWBaQEDIxeQ9UYViJi4GBi4GFS5GLyYRVIY2L55sX2LZQGKMTKoMjJ4AQAAmwk/qg4M1QAAAABJRU5ErkJggg==",
  "base64",
);
const points = Array.from({ length: 15 }, (_, at) => {
  const [x, y] = [at % 3, Math.floor(at / 3)];
  return [10 * y + x, 200 - 20 * x, (x * y * 37) % 256];
}).flat();

describe("a picture as a browser writes it", () => {
  it("is read, whatever its lines were filtered by", () => {
    expect(read(given)).toMatchObject({ width: 3, height: 5 });
    expect([...read(given).points]).toEqual(points);
  });

  it("is the same with a palette, where that has room for its colours", () => {
    const small = smallPng(given);
    expect(drawn(small, 3)).toEqual(points);
    expect(smallPng(given)).toEqual(small);
  });

  it("keeps a colour that is hardly there and unlike all others, beside more shades than a palette holds", () => {
    const yellow = [204, 167, 0];
    const shades = Array.from({ length: 3 * 300 }, (_, at) => {
      const shade = at % 300;
      return [shade % 256, shade % 256, Math.min(255, shade)];
    });
    const line = [...yellow, ...shades.flat()];
    expect(drawn(smallPng(png(line)), line.length / 3).slice(0, 3)).toEqual(yellow);
  });
});

/** Of one line, as a browser could write it. */
function png(line: readonly number[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(line.length / 3, 0);
  header.writeUInt32BE(1, 4);
  header.set([8, 2], 8);
  const chunks = [
    ["IHDR", header],
    ["IDAT", deflateSync(Buffer.from([0, ...line]))],
    ["IEND", Buffer.alloc(0)],
  ] as const;
  return Buffer.concat([given.subarray(0, 8), ...chunks.map(([name, data]) => chunk(name, data))]);
}

/** The points of a picture with a palette, which has lines of so many. */
function drawn(small: Buffer, width: number): readonly number[] {
  const body = (name: string) => {
    const at = small.indexOf(name, 0, "latin1");
    return small.subarray(at + 4, at + 4 + small.readUInt32BE(at - 4));
  };
  const palette = body("PLTE");
  const places = [...inflateSync(body("IDAT"))].filter((_, at) => at % (width + 1) !== 0);
  return places.flatMap((place) => [...palette.subarray(place * 3, place * 3 + 3)]);
}
