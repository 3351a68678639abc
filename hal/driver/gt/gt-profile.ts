import type { Geometry } from '../scanner/geometry.ts'

/** Differences between models of the GT-511 / GT-521 family (GT-511C3 datasheet V1.1). */
export interface GtProfile {
  readonly family: 'gt'
  readonly maker: string
  readonly model: string
  readonly dpi: number
  /** Of GetImage, a byte a pixel, until an image shows better: the datasheet contradicts itself. */
  readonly fallback: Geometry
  /** Templates in the part's own library. */
  readonly capacity: number
}

const common = {
  family: 'gt',
  maker: 'ADH-Tech',
  dpi: 450,
  fallback: { widthPx: 258, heightPx: 202 },
} as const satisfies Omit<GtProfile, 'model' | 'capacity'>

/** Models of the family, by the name printed on the part. */
export const gtProfiles = {
  // As a user measured it (pyGT511C3 21).
  'GT-511C1R': { ...common, model: 'GT-511C1R', fallback: { widthPx: 240, heightPx: 216 }, capacity: 20 },
  'GT-511C3': { ...common, model: 'GT-511C3', capacity: 200 },
  'GT-511C5': { ...common, model: 'GT-511C5', capacity: 2_000 },
  'GT-521F32': { ...common, model: 'GT-521F32', capacity: 200 },
  'GT-521F52': { ...common, model: 'GT-521F52', capacity: 3_000 },
} as const satisfies Readonly<Record<string, GtProfile>>

/** Every part of the family speaks this after power-up. */
export const gtPowerUpBaud = 9_600
export const gtTemplateBytes = 498
/** No template of the family has more. */
export const mostGtTemplateBytes = 1_024
