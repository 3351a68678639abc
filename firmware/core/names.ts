import { z } from 'zod'

/** Name of a kiosk in patterns of file names; see `deviceIdentity`. */
export const deviceNamePattern = 'rk-[0-9a-f]{10}'

/** Name of a kiosk: `rk-` and ten hexadecimal digits of its public key's hash. */
export const deviceNameSchema = z.string().regex(new RegExp(`^${deviceNamePattern}$`))

/** NPSN, the national number of a school: eight digits. */
export const npsnSchema = z.string().regex(/^\d{8}$/)

/** Number of a batch as it is part of paths and file names: six digits at least, so that names sort. */
export function batchNumber(seq: number): string {
  return String(seq).padStart(6, '0')
}

/** Folder that a path lies in; `.` for a path without one. */
export function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.'
}

/** 2^20 bytes; limits of files are multiples of it. */
export const mebibyte = 1_048_576
