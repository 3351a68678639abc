import { type RareLinkReport, sendOverRareLink } from '../world/rare-link.ts'
import type { Row } from './row.ts'

const students = 150
const bytesPerSecond = 1_500
const seeds = [1, 2, 3]

/** A link that is up a tenth of the time, kiosk and office losing power at random, in simulated time. */
export async function rareLink(): Promise<Row[]> {
  const reports: RareLinkReport[] = []
  for (const seed of seeds) reports.push(await sendOverRareLink(seed, students, bytesPerSecond))
  const forecasts = reports.flatMap((report) => report.forecasts)
  const keptShare = forecasts.filter(({ saidMs, tookMs }) => tookMs <= saidMs).length / forecasts.length
  const ratios = forecasts.map(({ saidMs, tookMs }) => saidMs / tookMs).sort((a, b) => a - b)
  const received = reports.reduce((sum, report) => sum + report.received, 0)
  const broken = reports.flatMap((report) => report.broken)
  const hours = reports.map((report) => report.hours.toFixed(1)).join(', ')
  const cuts = reports.reduce((sum, report) => sum + report.kioskCuts + report.officeCuts, 0)
  return [
    {
      what: `${students * seeds.length} packets, link up 10 %`,
      measured: `${received} once, ${broken.length} broken`,
      budget: `${students * seeds.length}`,
      within: received === students * seeds.length && broken.length === 0,
      note: `${bytesPerSecond} B/s, ${cuts} power cuts; simulated hours: ${hours}`,
    },
    {
      what: 'forecast on that link',
      measured: `${(keptShare * 100).toFixed(0)} % kept`,
      budget: undefined,
      within: true,
      note: `${forecasts.length} forecasts meant to be kept in 80 %; said over took, median ${ratios[ratios.length >> 1]?.toFixed(2)}`,
    },
  ]
}
