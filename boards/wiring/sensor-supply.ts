import type { ScannerModel } from '../../hal/driver/scanner/open-scanner.ts'

/**
 * Which pin feeds a sensor, where its manual is known: R503 manual V1.2.1, 3.3 V with a ripple below 50 mV; ZFM-20
 * manual, 3.6 to 6.0 V; R305 and R307, 5 V with 3.3 V logic. Absent: read the label of the part.
 */
export const sensorSupply: Partial<Readonly<Record<ScannerModel, '3v3' | '5v'>>> = {
  R503: '3v3',
  'ZFM-20': '5v',
  R305: '5v',
  R307: '5v',
}
