import { fingerPositions } from '../../firmware/core/finger-position.ts'
import type { Intent } from '../../firmware/interface/model/intent.ts'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import { type PanelClient, scribble } from './panel-client.ts'

/** Whether the screen offers an answer. */
export function offers(screen: Screen, intent: Intent['type']): boolean {
  return [...screen.choices, ...screen.edge].some((choice) => choice.intent.type === intent)
}

/** Goes from the idle screen through ticket and birth date to the first screen behind "Ini saya". */
export async function identify(panel: PanelClient, nisn: string, birthDate: string): Promise<void> {
  await panel.until('idle', (screen) => screen.body.kind === 'idle')
  await panel.tap({ type: 'take-ticket' })
  await panel.until('the number pad', (screen) => screen.body.kind === 'pad')
  await panel.tap({ type: 'enter-number', digits: nisn })
  await typeBirthDate(panel, birthDate)
  const ticket = await panel.until('a ticket', (screen) => offers(screen, 'start-ticket'))
  const start = ticket.choices.find((choice) => choice.intent.type === 'start-ticket')
  if (start) await panel.tap(start.intent)
  await confirmIdentity(panel)
}

/** At a ticket that was taken before. */
export async function enterBirthDate(panel: PanelClient, birthDate: string): Promise<void> {
  await typeBirthDate(panel, birthDate)
  await confirmIdentity(panel)
}

async function typeBirthDate(panel: PanelClient, birthDate: string): Promise<void> {
  await panel.until('the date pad', ({ body }) => body.kind === 'pad' && body.submit === 'enter-birth-date')
  await panel.tap({ type: 'enter-birth-date', digits: birthDate })
}

async function confirmIdentity(panel: PanelClient): Promise<void> {
  await panel.until('the question who it is', (screen) => offers(screen, 'confirm-identity'))
  await panel.tap({ type: 'confirm-identity' })
}

/** Assent, photo and signature. */
export async function giveAssentPhotoSignature(panel: PanelClient): Promise<void> {
  await panel.until('the assent', (screen) => offers(screen, 'agree'))
  await panel.tap({ type: 'agree' })
  await panel.until('the live picture', (screen) => offers(screen, 'take-photo'))
  await panel.tap({ type: 'take-photo' })
  const { body } = await panel.until('the photos', (screen) => screen.body.kind === 'pictures')
  // On a machine that does much else the second may have come too late.
  const photo = body.kind === 'pictures' && body.pictures.at(-1)
  if (photo) await panel.tap(photo.choice.intent)
  await panel.until('the signature box', (screen) => screen.body.kind === 'ink')
  await panel.tap({ type: 'sign', strokes: scribble })
}

/** Review, approval and receipt; returns the receipt's code. The fingers press themselves. */
export async function approve(panel: PanelClient): Promise<string> {
  // One by one: each may take its time on a machine that does much else.
  for (const finger of fingerPositions) {
    await panel.until(`finger ${finger}`, ({ body, progress }) =>
      body.kind === 'finger' ? body.current >= finger : (progress?.step ?? 0) > 5,
    )
  }
  await panel.until('the review', (screen) => screen.body.kind === 'review')
  await panel.tap({ type: 'approve-record' })
  await panel.until('the approval box', (screen) => screen.body.kind === 'ink')
  await panel.tap({ type: 'sign', strokes: scribble })
  const { body } = await panel.until('the receipt', (screen) => screen.body.kind === 'receipt')
  await panel.tap({ type: 'close-receipt' })
  await panel.until('idle again', (screen) => screen.body.kind === 'idle')
  return body.kind === 'receipt' ? body.code : ''
}

/** Types the eight characters of a receipt at the idle screen; returns what the kiosk says about it. */
export async function checkCode(panel: PanelClient, code: string): Promise<readonly string[]> {
  await panel.tap({ type: 'check-receipt' })
  await panel.until('the code pad', (screen) => screen.body.kind === 'code-pad')
  await panel.tap({ type: 'enter-code', code: code.replace('-', '') })
  const { title, lines } = await panel.until('an answer', (screen) => offers(screen, 'go-on'))
  await panel.tap({ type: 'go-on' })
  await panel.until('idle again', (screen) => screen.body.kind === 'idle')
  return [title, ...lines]
}
