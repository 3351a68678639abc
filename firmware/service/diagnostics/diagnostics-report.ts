import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import type { Result } from '../../../hal/contract/result.ts'
import type { Finding } from './finding.ts'

/** The result of the checks, for machines and for an office that is asked for help. Holds nothing personal. */
export interface DoctorReport {
  readonly v: 1
  readonly software: string
  /** Absent where the running kiosk checked itself: it cannot distinguish boards. */
  readonly board?: string | undefined
  /** Absent on a box that has no key yet. */
  readonly device?: string | undefined
  readonly wallMs: number
  readonly findings: readonly Finding[]
}

/** Where the last report lies in the data folder. */
export const reportPath = 'doctor/report.json'

/** Keeps the report, durably, in place of the one before. */
export function keepReport(disk: Disk, report: DoctorReport): Promise<Result<void, DiskFault>> {
  return inOrder([
    () => disk.makeDirectory('doctor'),
    () => disk.write(`${reportPath}.new`, Buffer.from(`${JSON.stringify(report, undefined, 2)}\n`)),
    () => disk.rename(`${reportPath}.new`, reportPath),
    () => disk.syncDirectory('doctor'),
  ])
}

/** One line for a QR code: which box, when, and the code of each fault. */
export function reportLine({ device, wallMs, findings }: DoctorReport): string {
  const codes = findings.flatMap(({ code }) => code ?? [])
  const minute = new Date(wallMs).toISOString().slice(0, 16).replaceAll(/[-:]/g, '')
  return ['REKAM', device?.toUpperCase() ?? '-', minute, ...(codes.length > 0 ? codes : ['OK'])].join(' ')
}
