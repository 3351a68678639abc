import type { Clock } from '../../hal/contract/clock.ts'
import { aborted } from '../core/aborted.ts'
import type { PanelFile } from '../interface/web/panel-file.ts'
import { createSchoolApp } from '../interface/web/public-app.ts'
import { VisitorLimit } from '../interface/web/visitor-limit.ts'
import type { Host, ServeFault } from './host.ts'
import type { Kiosk } from './kiosk.ts'

/** A network may give its address long after the start, and another one on another day. */
const triedAgainMs = 30_000
/** A refusal costs as much as a page: who is refused at once asks again at once. */
const refusedAfterMs = 2_000

/**
 * Keeps the pages for the school's network open where the site has an address for them. An address that this box has not,
 * or not yet, is said once and tried again; recording goes on without.
 */
export async function serveSchool(
  host: Host,
  kiosk: Kiosk,
  panel: ReadonlyMap<string, PanelFile>,
  signal: AbortSignal,
): Promise<void> {
  const { log, clock } = kiosk.parts
  const { schoolPage } = kiosk.site
  if (schoolPage === undefined) return
  const { hostname: address, port } = new URL(schoolPage)
  const app = createSchoolApp(kiosk, panel, schoolPage)
  const visitors = new VisitorLimit(clock)
  const handle = (request: Request, from: string) =>
    visitors.takes(from) ? app.fetch(request) : tooOften(clock, signal)
  let told: ServeFault['kind'] | undefined
  while (!signal.aborted) {
    const serving = await host.serve(handle, Number(port) || 80, { address })
    if (serving.ok) {
      host.print(`Papan antrean: ${schoolPage}papan`)
      if (told !== undefined) log('school-page-open')
      await aborted(signal)
      return serving.value.close()
    }
    const { kind } = serving.fault
    if (kind !== told) {
      log('school-page-closed', { fault: kind })
      host.say(
        `Papan antrean tidak bisa dibuka di ${schoolPage}: ${faultWords[kind]}. Perekaman tetap jalan.`,
      )
    }
    told = kind
    await clock.sleep(triedAgainMs, signal)
  }
}

const faultWords: Readonly<Record<ServeFault['kind'], string>> = {
  'address-missing': 'alamat itu belum atau bukan milik kotak ini',
  'port-taken': 'angka port itu dipakai program lain',
  'port-refused': 'angka port itu tidak boleh dipakai, pilih yang di atas 1024',
}

async function tooOften(clock: Clock, signal: AbortSignal): Promise<Response> {
  await clock.sleep(refusedAfterMs, signal)
  return new Response('terlalu sering, tunggu sebentar\n', { status: 429, headers: { 'retry-after': '2' } })
}
