import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runForwarding } from '../../firmware/kiosk/run-forwarding.ts'
import { runUpkeep } from '../../firmware/service/upkeep/run-upkeep.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { startDesk } from '../flow/desk-process.ts'
import { openPanelClient } from '../flow/panel-client.ts'
import { approve, giveAssentPhotoSignature, identify } from '../flow/record-student.ts'
import { importClassList, openTestKiosk } from '../stand/open-test-kiosk.ts'
import { startKioskApart } from './kiosk-apart.ts'
import type { Row } from './row.ts'

const hourMs = 3_600_000
const watchedSeconds = 30

/** The cost of an idle kiosk, and how late its event loop is while it is used. */
export async function atRest(): Promise<Row[]> {
  return [...(await simulatedHour()), ...(await realRest()), await realVisit()]
}

/** All that falls due in an hour on a clock moved by hand: the kiosk's own work, without Node's. */
async function simulatedHour(): Promise<Row[]> {
  const [clock, disk] = [createHandClock(), new MemoryDisk()]
  await importClassList(clock, disk)
  const site = { registryUrl: 'http://127.0.0.1:9/' }
  const { kiosk } = await openTestKiosk(clock, disk, {}, {}, site)
  const stop = new AbortController()
  const running = [runForwarding(kiosk, stop.signal), runUpkeep(kiosk, stop.signal)]
  await clock.advance(hourMs)
  globalThis.gc?.()
  const [cpuBefore, heldBefore] = [process.cpuUsage(), process.memoryUsage.rss()]
  await clock.advance(hourMs)
  const { user, system } = process.cpuUsage(cpuBefore)
  const grownMegabytes = (process.memoryUsage.rss() - heldBefore) / 1e6
  stop.abort()
  await Promise.all([...running, kiosk.stop()])
  const percent = ((user + system) / 1e3 / hourMs) * 100
  return [
    {
      what: 'idle CPU over a simulated hour',
      measured: `${percent.toFixed(3)} % of a core`,
      budget: '1 %',
      within: percent <= 1,
      note: `${((user + system) / 1e3).toFixed(0)} ms of CPU for the second hour, memory grew by ${grownMegabytes.toFixed(1)} MB`,
    },
  ]
}

async function realRest(): Promise<Row[]> {
  const desk = await startDesk(mkdtempSync(join(tmpdir(), 'rekam-rest-')))
  await seconds(5)
  const before = await look(desk)
  await seconds(watchedSeconds)
  const after = await look(desk)
  await desk.interrupt()
  const percent = ((after.cpuSeconds - before.cpuSeconds) / watchedSeconds) * 100
  return [
    {
      what: 'idle CPU of the process',
      measured: `${percent.toFixed(2)} % of a core`,
      budget: '1 %',
      within: percent <= 1,
      note: `${watchedSeconds} s by its own /metrics, desk board with its twins and its district in the same process`,
    },
    {
      what: 'idle memory of the process',
      measured: `${(after.residentBytes / 1e6).toFixed(0)} MB`,
      budget: undefined,
      within: true,
      note: `resident set after ${watchedSeconds} s of rest, from a checkout`,
    },
  ]
}

async function realVisit(): Promise<Row> {
  await using kiosk = await startKioskApart(mkdtempSync(join(tmpdir(), 'rekam-visit-')))
  const panel = await openPanelClient(kiosk.url)
  await look(kiosk)
  await identify(panel, '0091234567', '05112009')
  await giveAssentPhotoSignature(panel)
  await approve(panel)
  const { loopDelaySeconds } = await look(kiosk)
  panel.close()
  return {
    what: 'event-loop delay in a visit, p99',
    measured: `${(loopDelaySeconds * 1e3).toFixed(0)} ms`,
    budget: undefined,
    within: true,
    note: 'photo, signature and ten fingers; sensor and camera in processes of their own, as in a box',
  }
}

async function look({ url }: { readonly url: string }) {
  const text = await (await fetch(`${url}metrics`)).text()
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  return {
    cpuSeconds: value('process_cpu_seconds_total'),
    residentBytes: value('process_resident_memory_bytes'),
    loopDelaySeconds: value('rekam_event_loop_delay_p99_seconds'),
  }
}

const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1e3))
