import type { Log } from '../core/log/log.ts'
import type { Intent, IntentRequest } from '../interface/model/intent.ts'
import type { PanelDraft } from '../interface/screens/adjust.ts'
import { createPanelFeed } from '../interface/screens/panel-feed.ts'
import { createSetupApp } from '../interface/web/setup-app.ts'
import { runWatchdog } from '../service/upkeep/run-watchdog.ts'
import type { Ended, Host, KioskBoard } from './host.ts'

export interface PlainPanelOptions {
  readonly port: number
  readonly log: Log
  readonly first: PanelDraft
  /** The reason why the box waits, as a word. */
  readonly whyUnready?: () => string | undefined
  /** Takes an answer to the screen that shows; without it there is nothing to answer. */
  readonly answer?: (intent: Intent) => void
}

/**
 * Shows what a box waits for that is no kiosk yet, with its watchdog fed, while `work` goes on. Its power button and the
 * stop of the process abort `signal`; `ended` then is how.
 */
export async function withPlainPanel<T>(
  host: Host,
  board: KioskBoard,
  { port, log, first, whyUnready, answer }: PlainPanelOptions,
  work: (show: (draft: PanelDraft) => void, signal: AbortSignal) => Promise<T>,
): Promise<{ readonly value: T; readonly ended: Ended | undefined }> {
  const feed = createPanelFeed(first)
  const request = ({ screen, intent }: IntentRequest) => {
    if (!answer || !feed.offers(screen, intent)) return false
    answer(intent)
    return true
  }
  const app = createSetupApp(
    { subscribe: (listener) => feed.subscribe(listener), request },
    await host.panel(),
    board.pixelsPerMillimetre,
    whyUnready,
  )
  const serving = await host.serve((request) => app.fetch(request), port, 'box')
  if (serving.ok) host.print(`Layar di ${serving.value.url}`)
  else host.say(`Port ${port}: ${serving.fault.kind}. Layar tidak bisa dibuka.`)
  const over = new AbortController()
  const signal = AbortSignal.any([host.stopped, over.signal])
  let ended: Ended = 'stopped'
  board.buttons.onPress((button) => {
    if (button !== 'power') return
    ended = 'off'
    over.abort()
  })
  const waiting = { parts: { clock: host.clock, log }, workingSinceMs: undefined }
  const watched = board.openWatchdog && runWatchdog(waiting, board.openWatchdog, signal)
  const value = await work((draft) => feed.show(draft), signal)
  const wasEnded = signal.aborted
  over.abort()
  await watched
  if (serving.ok) await serving.value.close()
  return { value, ended: wasEnded ? ended : undefined }
}
