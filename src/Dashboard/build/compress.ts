import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const text = /\.(js|css|html|svg)$/;

/** Writes every text file a second and third time, packed as small as it gets: the server never compresses while somebody waits. */
export function compress(directory: string): Plugin {
  return {
    name: "compress",
    apply: "build",
    closeBundle: async () => {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((entry) => entry.isFile() && text.test(entry.name))) {
        const path = join(entry.parentPath, entry.name);
        const plain = await readFile(path);
        await writeFile(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        await writeFile(`${path}.gz`, gzipSync(plain, { level: 9 }));
      }
    },
  };
}
