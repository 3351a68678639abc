import type { PartBody } from '../powered-part.ts'

/** A part of the GT-511 / GT-521 family; fingerprint.md section 3. */
export interface GtModel extends PartBody {
  readonly librarySize: number
  readonly templateBytes: number
  readonly imageWidthPx: number
  readonly imageHeightPx: number
  readonly rawWidthPx: number
  readonly rawHeightPx: number
}

// Sizes beyond the GT-511C3's are unverified and shared here, but for the picture that a user measured of a C1R
// (pyGT511C3 21).
const base = {
  bootMs: 200,
  readyByte: undefined,
  touchPin: 'none',
  templateBytes: 498,
  imageWidthPx: 258,
  imageHeightPx: 202,
  rawWidthPx: 160,
  rawHeightPx: 120,
} as const

export const gtModels: readonly GtModel[] = [
  { ...base, name: 'GT-511C1R', librarySize: 20, imageWidthPx: 240, imageHeightPx: 216 },
  { ...base, name: 'GT-511C3', librarySize: 200 },
  { ...base, name: 'GT-511C5', librarySize: 2000 },
  { ...base, name: 'GT-521F32', librarySize: 200 },
  { ...base, name: 'GT-521F52', librarySize: 3000, touchPin: 'high' },
]
