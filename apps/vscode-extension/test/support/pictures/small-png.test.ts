import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { read, smallPng } from "./small-png.js";

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
    const chunk = (name: string) => {
      const at = small.indexOf(name, 0, "latin1");
      return small.subarray(at + 4, at + 4 + small.readUInt32BE(at - 4));
    };
    const palette = chunk("PLTE");
    const lines = inflateSync(chunk("IDAT"));
    const places = [...lines].filter((_, at) => at % 4 !== 0);
    expect(places.flatMap((place) => [...palette.subarray(place * 3, place * 3 + 3)])).toEqual(
      points,
    );
    expect(smallPng(given)).toEqual(small);
  });
});
