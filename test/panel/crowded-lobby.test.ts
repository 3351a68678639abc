import { expect, test } from 'vitest'
import { readPanelFiles } from '../../boards/assembly/panel-files.ts'
import { serve } from '../../boards/assembly/serve.ts'
import type { Intent } from '../../firmware/interface/model/intent.ts'
import { createWebApp } from '../../firmware/interface/web/web-app.ts'
import { type QueueDay, setTicket, takeTicket } from '../../firmware/school/queue/queue-day.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { openTestKiosk } from '../stand/open-test-kiosk.ts'
import { hasChromium, openChromium } from './chromium.ts'
import { layoutFaults } from './layout.ts'

if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, the full lobby is not looked at')

const crowded = (queue: QueueDay) => {
  const waiting = ['a', 'b', 'c', 'd', 'e'].reduce(
    (now, pid) => takeTicket(now, { pid, className: 'XII-1' }, 0).queue,
    queue,
  )
  return ['A-02', 'A-03'].reduce((now, number) => setTicket(now, number, { state: 'parked' }), waiting)
}

test.skipIf(!hasChromium)(
  'the idle screen with all it can offer, and the code pad, fit four displays',
  async () => {
    const { kiosk } = await openTestKiosk(createHandClock(), new MemoryDisk())
    await kiosk.stores.queue.update(crowded)
    // The longest that is said of a stick.
    kiosk.showStick({ kind: 'trouble', cause: 'kiosk-disk', carried: 0, left: 0 })
    const web = createWebApp({ kiosk, panel: await readPanelFiles(), pixelsPerMillimetre: 5.9 })
    const serving = await serve((request) => web.fetch(request), 0, 'box')
    if (!serving.ok) throw new Error(serving.fault.kind)
    const browser = await openChromium()
    const page = await browser.newPage()
    await page.goto(serving.value.url)
    const faults: string[] = []
    const look = async (intent: Intent) => {
      if (!kiosk.request({ screen: kiosk.screen.serial, intent }))
        throw new Error(`${intent.type} is not offered`)
      await page.getByText(kiosk.screen.title).waitFor()
      const found = await layoutFaults(page)
      faults.push(...found.map((fault) => `${kiosk.language} "${kiosk.screen.title}" ${fault}`))
    }
    await look({ type: 'check-receipt' })
    await look({ type: 'back' })
    await look({ type: 'choose-language', language: 'en' })
    await look({ type: 'check-receipt' })
    await browser.close()
    await serving.value.close()
    await kiosk.stop()
    expect(faults).toEqual([])
  },
)
