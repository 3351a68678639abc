import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** OpenJPEG as WebAssembly, out of `@cornerstonejs/codec-openjpeg`; an executable has it inside. */
export function readJpeg2000Program(): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve('@cornerstonejs/codec-openjpeg/wasm')))
}
