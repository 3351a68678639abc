import { scannerModels } from '../../hal/driver/scanner/open-scanner.ts'
import { ratesOf } from '../../sim/sensor/create-sensor-twin.ts'
import { createScannerStand, finger } from '../contract/scanner-stand.ts'
import type { Row } from './row.ts'

/**
 * Every model at every rate it speaks, at true pace on a clock moved by hand: what the driver's own waits
 * cost on top of the wire, without the noise of a processor.
 */
export async function wire(): Promise<Row[]> {
  const rows: Row[] = []
  for (const model of scannerModels) {
    const ratios: { readonly baud: number; readonly ratio: number }[] = []
    for (const baud of ratesOf(model)) {
      const stand = createScannerStand(model, { baud })
      stand.twin.place(finger)
      const scanner = await stand.scanner({ baud })
      const image = await stand.capture(scanner)
      if (!image.ok) throw new Error(`${model} at ${baud}: ${JSON.stringify(image.fault)}`)
      const { transferMs, wireMs = Number.NaN } = image.value
      ratios.push({ baud, ratio: transferMs / wireMs })
      await scanner.close()
    }
    const worst = ratios.reduce((a, b) => (b.ratio > a.ratio ? b : a))
    rows.push({
      what: `wire, ${model}, ${ratios.length} rates`,
      measured: `${worst.ratio.toFixed(3)} x wire time`,
      budget: '1.02 x',
      within: worst.ratio <= 1.02,
      note: `worst, at ${worst.baud} baud`,
    })
  }
  return rows
}
