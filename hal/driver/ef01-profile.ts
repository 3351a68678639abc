/** What differs between models of the EF01 family; the rest is learned from the part. */
export interface Ef01Profile {
  readonly maker: string
  readonly model: string
  readonly dpi: number
  /** Geometry by the size of its packed image in bytes, for parts that cannot tell it. */
  readonly fallback: { readonly widthPx: number; readonly heightPx: number }
  readonly hasProductInfo: boolean
  /** AuraLedConfig; on some other parts the same code means something else. */
  readonly hasRing: boolean
  /** Bytes of one template. */
  readonly templateBytes: number
  /** Rates the part can be set to, most likely first. */
  readonly baudRates: readonly number[]
}

/** Grow R503, capacitive, round: manual V1.2.1. */
export const r503Profile: Ef01Profile = {
  maker: 'Grow',
  model: 'R503',
  dpi: 508,
  fallback: { widthPx: 192, heightPx: 192 },
  hasProductInfo: true,
  hasRing: true,
  templateBytes: 1536,
  baudRates: [57_600, 115_200, 38_400, 19_200, 9_600],
}
