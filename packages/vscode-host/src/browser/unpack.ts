import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { brotliDecompress, createBrotliDecompress } from "node:zlib";

/** Unpacks one brotli file to an executable; streamed, because a browser is 200 MB. */
export async function unpackExecutable(source: string, target: string): Promise<void> {
  const decompress = createBrotliDecompress({ chunkSize: 2 ** 21 });
  await pipeline(createReadStream(source), decompress, createWriteStream(target, { mode: 0o755 }));
}

/** Unpacks the files of a small `.tar.br` into a folder. */
export async function unpackTar(source: string, folder: string): Promise<void> {
  const archive = await promisify(brotliDecompress)(await readFile(source));
  for (const file of tarFiles(archive)) {
    const target = join(folder, file.name);
    if (relative(folder, target).startsWith("..")) continue;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, file.content, { mode: file.mode });
  }
}

type TarFile = { readonly name: string; readonly mode: number; readonly content: Uint8Array };

const blockBytes = 512;

/** The regular files of a ustar archive. Source: POSIX.1-1988, the header's fixed fields. */
export function* tarFiles(archive: Buffer): Generator<TarFile> {
  for (let at = 0; at + blockBytes <= archive.length;) {
    const header = archive.subarray(at, at + blockBytes);
    const name = text(header, 0, 100);
    if (name === "") return;
    const size = octal(header, 124, 12);
    const start = at + blockBytes;
    const kind = text(header, 156, 1);
    if (kind === "0" || kind === "") {
      yield { name, mode: octal(header, 100, 8), content: archive.subarray(start, start + size) };
    }
    at = start + Math.ceil(size / blockBytes) * blockBytes;
  }
}

function text(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end === -1 ? length : end);
}

function octal(header: Buffer, start: number, length: number): number {
  return Number.parseInt(text(header, start, length).trim(), 8) || 0;
}
