import type { PanelFile } from '../interface/web/panel-file.ts'
import { createSchoolApp } from '../interface/web/public-app.ts'
import type { Host, WebServer } from './host.ts'
import type { Kiosk } from './kiosk.ts'

/**
 * Opens the pages for the school's network where the site has an address for them. A port that is taken is said
 * and holds nothing up: recording goes on without.
 */
export async function serveSchool(
  host: Host,
  kiosk: Kiosk,
  panel: ReadonlyMap<string, PanelFile>,
): Promise<WebServer | undefined> {
  const { schoolPage } = kiosk.site
  if (schoolPage === undefined) return undefined
  const app = createSchoolApp(kiosk, panel)
  const serving = await host.serve(
    (request) => app.fetch(request),
    Number(new URL(schoolPage).port) || 80,
    'network',
  )
  if (serving.ok) host.print(`Papan antrean: ${schoolPage}papan`)
  else
    host.say(
      `Papan antrean tidak bisa dibuka di ${schoolPage} (${serving.fault.kind}). Perekaman tetap jalan.`,
    )
  return serving.ok ? serving.value : undefined
}
