import type { Geometry } from '../scanner/geometry.ts'

/**
 * How the part lights: a coloured ring by AuraLedConfig (Grow, 0x35) or by ControlBLN (Synochip, 0x3C), a lamp that is
 * on or off, or not at our command.
 */
export type Ef01Light = 'aura' | 'control-bln' | 'lamp' | 'none'

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
  readonly fallback: Geometry
  readonly light: Ef01Light
  /** ReadSysPara. The R308 cannot tell its settings. */
  readonly readsParameters: boolean
  /** ReadProdInfo: the only way to learn the geometry without an image. Synochip parts have their light at its code. */
  readonly hasProductInfo: boolean
  /** GetImageEx: an image too poor for the part itself is refused. Late firmware only. */
  readonly hasImageEx: boolean
  /** SoftRst: a part that hangs can be woken without a power cut. Synochip parts have GetImageInfo at its code. */
  readonly hasSoftReset: boolean
  /** Sends `0x55` once it can listen. Never waited for. */
  readonly saysReady: boolean
  /** Rates that its manual has, in units of 9,600 bits a second. */
  readonly baudMultipliers: readonly number[]
  /** The bit of the index table for template 0. */
  readonly indexFirstBit: 0 | 1
}

const anyMultiplier = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

/** Promises nothing: whatever speaks EF01 gives its images with it. 500 dpi is that of most lenses; a site can say better. */
const generic = {
  family: 'ef01',
  maker: 'unknown',
  model: 'EF01',
  dpi: 500,
  fallback: { widthPx: 256, heightPx: 288 },
  light: 'none',
  readsParameters: false,
  hasProductInfo: false,
  hasImageEx: false,
  hasSoftReset: false,
  saysReady: false,
  baudMultipliers: anyMultiplier,
  indexFirstBit: 0,
} as const satisfies Ef01Profile

// ZFM-20 manual (English translation) and the R30x that follow it.
const optical = { ...generic, maker: 'ZhianTec', readsParameters: true } as const

// R503 manual V1.2.1: round, capacitive, with a ring.
const capacitive = {
  ...generic,
  maker: 'Grow',
  dpi: 508,
  fallback: { widthPx: 192, heightPx: 192 },
  light: 'aura',
  readsParameters: true,
  hasProductInfo: true,
  hasImageEx: true,
  hasSoftReset: true,
  saysReady: true,
  baudMultipliers: [1, 2, 4, 6, 12],
} as const satisfies Ef01Profile

// Synochip's dialect, by public drivers of ZW101, ZW111, ZW0906 and FPM383C: 35 is its handshake, 3C its light, 3D tells
// of an image. A ring told by 35 answers 00 and stays dark (esphome feature request 2516).
const synochip = {
  ...generic,
  maker: 'Hi-Link',
  dpi: 508,
  fallback: { widthPx: 160, heightPx: 160 },
  light: 'control-bln',
  readsParameters: true,
  saysReady: true,
  baudMultipliers: [1, 2, 4, 6, 12],
} as const satisfies Ef01Profile

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
    indexFirstBit: 1,
  },
  'ZFM-20': { ...optical, model: 'ZFM-20' },
  'ZFM-70': { ...optical, model: 'ZFM-70', light: 'lamp', saysReady: true },
  FPM10A: { ...optical, maker: 'unknown', model: 'FPM10A', light: 'lamp' },
  AS608: { ...optical, maker: 'Synochip', model: 'AS608' },
  R305: { ...optical, maker: 'Grow', model: 'R305', baudMultipliers: [1, 2, 3, 4, 5, 6] },
  R307: { ...optical, maker: 'Grow', model: 'R307' },
  R308: { ...optical, maker: 'Grow', model: 'R308', readsParameters: false },
  'HLK-ZW101': { ...synochip, model: 'HLK-ZW101' },
  'HLK-ZW111': { ...synochip, model: 'HLK-ZW111' },
  FPM383C: { ...synochip, model: 'FPM383C' },
  R557: { ...synochip, maker: 'Grow', model: 'R557' },
  // A public driver of the R558-S measured 96 x 100 pixels at 508 dpi.
  R558: { ...synochip, maker: 'Grow', model: 'R558', fallback: { widthPx: 96, heightPx: 100 } },
  EF01: generic,
} as const satisfies Readonly<Record<string, Ef01Profile>>

/** Rates a part may be found at: the one it was set to, then the common ones, likeliest first. */
export function ratesOf(profile: Ef01Profile, configured: number): readonly number[] {
  const common = [57_600, 115_200, 9_600, 19_200, 38_400]
  const possible = profile.baudMultipliers.map((multiplier) => 9_600 * multiplier)
  return [...new Set([configured, ...common.filter((rate) => possible.includes(rate))])]
}

/** The fastest rate that the part's manual has. */
export function bestRateOf(profile: Ef01Profile): number {
  return 9_600 * Math.max(...profile.baudMultipliers)
}
