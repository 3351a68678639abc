/** How the part lights: a coloured ring (AuraLedConfig), a lamp that is on or off, or not at our command. */
export type Ef01Light = 'ring' | 'lamp' | 'none'

/**
 * Differences between models of the EF01 family; the rest is learned from the part. Several codes mean
 * different things on different models, so what a profile does not promise is never tried.
 */
export interface Ef01Profile {
  readonly family: 'ef01'
  readonly maker: string
  readonly model: string
  readonly dpi: number
  /** Geometry of a part that does not tell it, until its first image does. */
  readonly fallback: { readonly widthPx: number; readonly heightPx: number }
  readonly light: Ef01Light
  /** ReadSysPara. The R308 cannot tell its settings. */
  readonly readsParameters: boolean
  /** ReadProdInfo: the only way to learn the geometry without an image. */
  readonly hasProductInfo: boolean
  /** GetImageEx: an image too poor for the part itself is refused. Late firmware only. */
  readonly hasImageEx: boolean
  /** SoftRst: a part that hangs can be woken without a power cut. */
  readonly hasSoftReset: boolean
  /** Sends `0x55` once it can listen. Never waited for. */
  readonly saysReady: boolean
  /** Bytes of one template, where the end of its transfer is lost; else any length is taken. */
  readonly templateBytes: number
  /** Rates the part can be set to, in units of 9,600 bits a second. */
  readonly baudMultipliers: readonly number[]
  /** The bit of the index table for template 0. */
  readonly indexFirstBit: 0 | 1
}

const anyMultiplier = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

// ZFM-20 manual (English translation) and the R30x that follow it.
const optical = {
  family: 'ef01',
  maker: 'ZhianTec',
  dpi: 500,
  fallback: { widthPx: 256, heightPx: 288 },
  light: 'none',
  readsParameters: true,
  hasProductInfo: false,
  hasImageEx: false,
  hasSoftReset: false,
  saysReady: false,
  templateBytes: 512,
  baudMultipliers: anyMultiplier,
  indexFirstBit: 0,
} as const satisfies Omit<Ef01Profile, 'model'>

// R503 manual V1.2.1: round, capacitive, with a ring.
const capacitive = {
  family: 'ef01',
  maker: 'Grow',
  dpi: 508,
  fallback: { widthPx: 192, heightPx: 192 },
  light: 'ring',
  readsParameters: true,
  hasProductInfo: true,
  hasImageEx: true,
  hasSoftReset: true,
  saysReady: true,
  templateBytes: 1_536,
  baudMultipliers: [1, 2, 4, 6, 12],
  indexFirstBit: 0,
} as const satisfies Omit<Ef01Profile, 'model'>

/** Models of the family, by the name printed on the part. */
export const ef01Profiles = {
  R503: { ...capacitive, model: 'R503' },
  R502: { ...capacitive, model: 'R502', hasProductInfo: false, hasImageEx: false },
  // Ends no transfer with a last frame and leaves the first bit of its index table unused.
  R551: {
    ...capacitive,
    model: 'R551',
    light: 'none',
    hasProductInfo: false,
    hasImageEx: false,
    hasSoftReset: false,
    templateBytes: 512,
    indexFirstBit: 1,
  },
  'ZFM-20': { ...optical, model: 'ZFM-20' },
  'ZFM-70': { ...optical, model: 'ZFM-70', light: 'lamp', saysReady: true },
  FPM10A: { ...optical, maker: 'unknown', model: 'FPM10A', light: 'lamp', templateBytes: 768 },
  AS608: { ...optical, maker: 'Synochip', model: 'AS608' },
  R305: { ...optical, maker: 'Grow', model: 'R305', baudMultipliers: [1, 2, 3, 4, 5, 6] },
  R307: { ...optical, maker: 'Grow', model: 'R307' },
  R308: { ...optical, maker: 'Grow', model: 'R308', readsParameters: false },
} as const satisfies Readonly<Record<string, Ef01Profile>>

/** Rates a part may be found at: the one it was set to, then the common ones, likeliest first. */
export function ratesOf(profile: Ef01Profile, configured: number): readonly number[] {
  const common = [57_600, 115_200, 9_600, 19_200, 38_400]
  const possible = profile.baudMultipliers.map((multiplier) => 9_600 * multiplier)
  return [...new Set([configured, ...common.filter((rate) => possible.includes(rate))])]
}

/** The fastest rate the part can be set to. */
export function bestRateOf(profile: Ef01Profile): number {
  return 9_600 * Math.max(...profile.baudMultipliers)
}
