import type { ExitCode } from '../../firmware/console/exit-code.ts'
import type { SimulatedLink } from '../../firmware/console/simulations.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createScaledClock } from '../../sim/clock/scaled-clock.ts'
import { type Mishap, mishapWords, readMishap } from '../../sim/link/mishap.ts'
import { type LinkEvent, openLink } from '../../sim/link/open-link.ts'
import { planMishaps } from '../../sim/link/plan-mishaps.ts'
import { untilStopped } from './until-stopped.ts'

/** A bad link in front of an office until it is stopped; one line on standard error for each thing that happens. */
export async function simulateLink(options: SimulatedLink, stopped: AbortSignal): Promise<ExitCode> {
  const kinds: Mishap[] = []
  for (const words of options.mishaps) {
    const mishap = readMishap(words)
    if (!mishap) {
      console.error(`Gangguan ${words} tidak dikenal. Pilih: ${mishapWords.join(' · ')}.`)
      return 2
    }
    kinds.push(mishap)
  }
  const { port, office, shape, seed, everyMs, spreadMs, speed } = options
  const link = await openLink({
    shape,
    port,
    office,
    clock: createScaledClock(createRealClock(), speed),
    mishaps: planMishaps({ seed, everyMs, spreadMs, kinds }),
    tell: (event) => console.error(eventWords(event)),
  })
  if (!link.ok) {
    console.error(`Port ${port} tidak dapat dipakai.`)
    return 1
  }
  console.log(`Jaringan simulasi di http://127.0.0.1:${link.value.port}/`)
  await untilStopped(stopped)
  await link.value.close()
  return 0
}

function eventWords({ atMs, kind, carried }: LinkEvent): string {
  const seconds = (atMs / 1_000).toFixed(1).padStart(7)
  const what = kind === 'connection' ? 'sambungan baru' : kind
  return `${seconds} s  ${what.padEnd(14)}  ${carried.upBytes} byte sampai di kantor, ${carried.downBytes} kembali`
}
