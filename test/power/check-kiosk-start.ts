import { startDesk } from '../flow/desk-process.ts'
import { openPanelClient, type PanelClient } from '../flow/panel-client.ts'
import { checkCode, enterBirthDate } from '../flow/record-student.ts'
import { nothingPromised, type PanelPromise, promisedBy, type ScreenPromise } from './screen-promise.ts'

const births: Readonly<Record<string, string>> = { 'A-01': '05112009', 'A-02': '12032010' }
const safe = /^(Rekamanmu tersimpan|Dukcapil sudah menerima)/

/** Starts the kiosk on what a cut left: ready, it knows every receipt, and the visit goes on at the next piece. */
export async function checkKioskStart(data: string, { visit, codes }: PanelPromise): Promise<string[]> {
  const desk = await startDesk(data)
  const panel = await openPanelClient(desk.url)
  try {
    const broken: string[] = []
    const { choices } = await panel.until('idle', ({ body }) => body.kind === 'idle')
    const promised = visit.code === undefined ? codes : [...codes, visit.code]
    for (const code of promised) {
      const [title = ''] = await checkCode(panel, code)
      if (!safe.test(title)) broken.push(`a receipt is answered with "${title}"`)
    }
    const resume = choices.find(({ intent }) => intent.type === 'start-ticket')?.intent
    if (resume?.type === 'start-ticket' && resume.ticket === visit.ticket) {
      await panel.tap(resume)
      broken.push(...(await checkResumed(panel, visit)))
    }
    return broken
  } finally {
    panel.close()
    await desk.kill()
  }
}

async function checkResumed(panel: PanelClient, visit: ScreenPromise): Promise<string[]> {
  await enterBirthDate(panel, births[visit.ticket ?? ''] ?? '')
  const stages = ['live', 'ink', 'finger', 'review', 'receipt']
  const screen = await panel.until(
    'a stage',
    ({ body, progress }) => stages.includes(body.kind) || progress?.step === 2,
  )
  const { body } = screen
  // Approved before the cut, so all that was left to do was to close the packet: every piece is in it.
  if (body.kind === 'receipt') return []
  // An index finger may be asked for once more, to be compared: it is kept all the same.
  const current = body.kind === 'finger' ? `finger-${body.current}` : undefined
  const shown = promisedBy(nothingPromised, screen).pieces
  const lost = visit.pieces.filter((piece) => piece !== current && !shown.includes(piece))
  return lost.map((piece) => `${piece} is asked for again`)
}
