import type { Clock } from '../../contract/clock.ts'
import { type LinkHint, type LinkStatus, unknownLink } from '../../contract/link-status.ts'
import type { Programs } from '../../contract/programs.ts'
import {
  readConnected,
  readConnectivity,
  readMetered,
  readModemSignal,
  readWifiSignal,
} from './nmcli-text.ts'

const deadlineMs = 3_000
const freshMs = 20_000

/**
 * The way out as NetworkManager and, for a modem, ModemManager see it. A system without them is `unknown`. Asked
 * again within 20 s it answers what it knew.
 */
export function createNetworkManagerLink(programs: Programs, clock: Clock): LinkStatus {
  let known: { readonly hint: LinkHint; readonly atMs: number } | undefined
  return {
    async hint(signal) {
      if (known && clock.monotonicMs() - known.atMs < freshMs) return known.hint
      using deadline = clock.deadline(deadlineMs, signal)
      const hint = await askSystem(programs, deadline.signal)
      known = { hint, atMs: clock.monotonicMs() }
      return hint
    },
  }
}

async function askSystem(programs: Programs, signal: AbortSignal): Promise<LinkHint> {
  const ask = async (program: string, ...words: string[]) => {
    const answer = await programs.output(program, words, signal)
    return answer.ok ? answer.value : undefined
  }
  const general = await ask('nmcli', '-t', '-f', 'CONNECTIVITY', 'general')
  if (general === undefined) return unknownLink
  const reach = readConnectivity(general)
  const [device] = readConnected((await ask('nmcli', '-t', '-f', 'DEVICE,TYPE,STATE', 'device')) ?? '')
  // A network of a kind not known here may still lead out.
  if (!device) return { ...unknownLink, reach }
  const shown = await ask('nmcli', '-t', '-f', 'GENERAL.METERED', 'device', 'show', device.name)
  return {
    reach,
    by: device.by,
    metered: readMetered(shown ?? ''),
    signalPercent: await signalOf(ask, device.by),
  }
}

async function signalOf(
  ask: (program: string, ...words: string[]) => Promise<string | undefined>,
  by: LinkHint['by'],
): Promise<number | undefined> {
  if (by === 'wifi') {
    const list = await ask('nmcli', '-t', '-f', 'IN-USE,SIGNAL', 'device', 'wifi', 'list', '--rescan', 'no')
    return readWifiSignal(list ?? '')
  }
  return by === 'cellular' ? readModemSignal((await ask('mmcli', '-m', 'any', '-K')) ?? '') : undefined
}
