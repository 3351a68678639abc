// The package has no types of its own. These are the parts we use of its `J2KEncoder`.
declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  interface Picture {
    readonly width: number
    readonly height: number
    readonly bitsPerSample: number
    readonly componentCount: number
    readonly isSigned: boolean
    readonly isUsingColorTransform: boolean
  }

  class J2KEncoder {
    getDecodedBuffer(picture: Picture): Uint8Array
    getEncodedBuffer(): Uint8Array
    setQuality(lossless: boolean, ratio: number): void
    setDecompositions(count: number): void
    encode(): void
    delete(): void
  }

  interface OpenJpeg {
    readonly J2KEncoder: typeof J2KEncoder
  }

  export default function openJpeg(settings: {
    readonly wasmBinary: Uint8Array
    readonly print: (line: string) => void
    readonly printErr: (line: string) => void
  }): Promise<OpenJpeg>
}
