import { describe, expect, it } from "vitest";
import { tarFiles } from "./unpack.js";

function entry(name: string, content: string, kind = "0"): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write("0000644\0", 100);
  header.write(content.length.toString(8).padStart(11, "0"), 124);
  header.write(kind, 156);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

describe("a tar archive", () => {
  it("gives its files and passes over its folders", () => {
    const long = "x".repeat(700);
    const archive = Buffer.concat([
      entry("d/", "", "5"),
      entry("d/a", "hello"),
      entry("b", long),
      Buffer.alloc(1024),
    ]);
    const files = [...tarFiles(archive)].map(({ name, mode, content }) => [
      name,
      mode,
      Buffer.from(content).toString(),
    ]);
    expect(files).toEqual([
      ["d/a", 0o644, "hello"],
      ["b", 0o644, long],
    ]);
  });
});
