import type { Result } from '../../hal/contract/result.ts'
import { checkedFact } from '../core/log/event-field.ts'
import type { Log } from '../core/log/log.ts'
import { storageScreen } from '../interface/screens/storage-screen.ts'
import type { Ended, Host, KioskBoard } from './host.ts'
import { withPlainPanel } from './plain-panel.ts'

interface Fault {
  readonly kind: string
  readonly path?: string
}

/** Faults of the medium: they may pass, and say nothing about what is written there. */
export const mediumFaults = ['broken', 'gone'] as const

/** Those, and what keeps a kiosk from opening its stores until room is made or the card is mended. */
export const storageFaults = [...mediumFaults, 'full', 'read-only'] as const

/** From the first to the longest pause between two tries, in milliseconds. */
const pauses = { firstMs: 2_000, mostMs: 300_000 }

/**
 * Opens what a kiosk cannot be without. A fault of the medium is shown on the panel, and tried again until it passes; any
 * other is the answer. Nobody is taken in meanwhile.
 */
export async function untilReadable<T, F extends Fault>(
  host: Host,
  board: KioskBoard,
  { port, log, waitsFor }: { readonly port: number; readonly log: Log; readonly waitsFor: readonly string[] },
  open: () => Promise<Result<T, F>>,
): Promise<Result<T, F> | { readonly ended: Ended }> {
  let opened = await open()
  const isWaiting = () => !opened.ok && waitsFor.includes(opened.fault.kind)
  if (opened.ok || !isWaiting()) return opened
  const tell = ({ kind, path = '' }: F) => {
    host.say(`Kartu memori: ${path} (${kind}). Dicoba lagi sendiri.`)
    log('storage-trouble', { fault: checkedFact('word', kind), path: checkedFact('file', path) })
    return storageScreen(kind)
  }
  const whyUnready = () => (opened.ok ? undefined : opened.fault.kind)
  const panel = { port, log, first: tell(opened.fault), whyUnready }
  const { ended } = await withPlainPanel(host, board, panel, async (show, signal) => {
    for (let pauseMs = pauses.firstMs; isWaiting(); pauseMs = Math.min(2 * pauseMs, pauses.mostMs)) {
      await host.clock.sleep(pauseMs, signal)
      if (signal.aborted) return
      const before = opened.ok ? undefined : opened.fault.kind
      opened = await open()
      if (!opened.ok && opened.fault.kind !== before) show(tell(opened.fault))
    }
  })
  if (ended) return { ended }
  if (opened.ok) log('storage-well')
  return opened
}
