import { crc32, deflateSync, inflateSync } from "node:zlib";

/** As the bytes of a picture's points, three for each: red, green and blue, line by line. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly points: Buffer;
}

/** As many as a palette holds. */
const mostColours = 256;

/**
 * The same picture in about half the bytes, and in the same bytes on every machine: with a palette, in which a
 * colour that is hardly there and much like another one has that one's place.
 * @param png - eight bits a channel, not interlaced, as browsers write it. What is transparent in it is not seen to.
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, points } = read(png);
  const colours = coloursOf(points);
  const palette = paletteOf(colours);
  const places = new Map([...colours.keys()].map((colour) => [colour, nearest(colour, palette)]));

  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      lines[y * (width + 1) + 1 + x] = places.get(points.readUIntBE((y * width + x) * 3, 3)) ?? 0;

  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    png.subarray(0, 8),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap(channels))),
    chunk("IDAT", deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function coloursOf(points: Buffer): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  for (let at = 0; at < points.length; at += 3) {
    const colour = points.readUIntBE(at, 3);
    times.set(colour, (times.get(colour) ?? 0) + 1);
  }
  return times;
}

/**
 * Next comes always the colour of which the picture would lose most without it: by how often it is there, and by how
 * much unlike all before it. What is merely frequent are shades of letters; the yellow of a warning is twenty points.
 */
function paletteOf(colours: ReadonlyMap<number, number>): readonly number[] {
  const left = [...colours]
    .toSorted(([one], [other]) => one - other)
    .map(([colour, times]) => ({ colour, times, distance: Number.MAX_SAFE_INTEGER }));
  const lost = ({ times, distance }: (typeof left)[number]) => times * distance;
  const palette: number[] = [];
  while (palette.length < Math.min(mostColours, left.length)) {
    const next = left.reduce((one, other) => (lost(other) > lost(one) ? other : one));
    palette.push(next.colour);
    for (const one of left)
      one.distance = Math.min(one.distance, distanceOf(one.colour, next.colour));
  }
  return palette;
}

function distanceOf(one: number, other: number): number {
  const [here, there] = [channels(one), channels(other)];
  return here.reduce((sum, channel, at) => sum + (channel - (there[at] ?? 0)) ** 2, 0);
}

function nearest(colour: number, palette: readonly number[]): number {
  const distances = palette.map((other) => distanceOf(colour, other));
  return distances.indexOf(Math.min(...distances));
}

const channels = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255];

export function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** @throws {RangeError} for a picture of another kind. */
export function read(png: Buffer): Picture {
  const data: Buffer[] = [];
  let header: Buffer = Buffer.alloc(0);
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const name = png.toString("latin1", at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (name === "IHDR") header = body;
    if (name === "IDAT") data.push(body);
  }
  const [depth, kind, , , interlaced] = header.subarray(8);
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced !== 0)
    throw new RangeError("This is no picture as a browser writes it.");
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const size = kind === 2 ? 3 : 4;
  const lines = unfiltered(inflateSync(Buffer.concat(data)), width * size, size);
  const points = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1)
    lines.copy(points, at * 3, at * size, at * size + 3);
  return { width, height, points };
}

/** Each line says by its first byte what of its neighbours was taken from its bytes (PNG, chapter 9). */
function unfiltered(filtered: Buffer, length: number, size: number): Buffer {
  const lines = Buffer.alloc((filtered.length / (length + 1)) * length);
  for (let from = 0, line = 0; from < filtered.length; from += length + 1, line += length)
    for (let x = 0; x < length; x += 1) {
      const left = x >= size ? (lines[line + x - size] ?? 0) : 0;
      const above = line > 0 ? (lines[line - length + x] ?? 0) : 0;
      const corner = x >= size && line > 0 ? (lines[line - length + x - size] ?? 0) : 0;
      const taken = [0, left, above, (left + above) >> 1, likeliest(left, above, corner)];
      lines[line + x] = (filtered[from + 1 + x] ?? 0) + (taken[filtered[from] ?? 0] ?? 0);
    }
  return lines;
}

function likeliest(left: number, above: number, corner: number): number {
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
