import { panelSize } from './panel-size.ts'
import type { Row } from './row.ts'
import { sensorTransfer } from './sensor-transfer.ts'
import { startToReady } from './start-to-ready.ts'

/** Measures everything that has a budget and prints it as it comes. */
async function main(): Promise<void> {
  const benches = [
    async () => [await panelSize()],
    startToReady,
    async () => [await sensorTransfer(57_600)],
    async () => [await sensorTransfer(115_200)],
  ]
  for (const bench of benches) for (const row of await bench()) console.log(line(row))
}

function line({ what, measured, budget, within, note }: Row): string {
  const verdict = budget === undefined ? '' : `${within ? 'within' : 'OVER'} ${budget} `
  return `${what.padEnd(36)} ${measured.padStart(18)}  ${verdict}(${note})`
}

await main()
