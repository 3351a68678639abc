import type { LinkHint } from '../../contract/link-status.ts'

/** The terse output of `nmcli` and the JSON of `mmcli` (NetworkManager 1.42, ModemManager 1.20). */

/** `nmcli -t -f CONNECTIVITY general`: one word. */
export function readConnectivity(text: string): LinkHint['reach'] {
  const word = text.trim()
  const words = ['none', 'portal', 'limited', 'full'] as const
  return words.find((one) => one === word) ?? 'unknown'
}

export interface NetworkDevice {
  readonly name: string
  readonly by: LinkHint['by']
}

const kinds: Readonly<Record<string, LinkHint['by']>> = { ethernet: 'wired', wifi: 'wifi', gsm: 'cellular' }

/** `nmcli -t -f DEVICE,TYPE,STATE device`: the connected ones, as the system prefers them. */
export function readConnected(text: string): readonly NetworkDevice[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', type = '', state = ''] = line.split(':')
    const by = kinds[type]
    return by && state.startsWith('connected') && /^[\w.-]{1,32}$/.test(name) ? [{ name, by }] : []
  })
}

/** `nmcli -t -f GENERAL.METERED device show NAME`: `yes`, `no`, either with `(guessed)`, or `unknown`. */
export function readMetered(text: string): boolean | undefined {
  const word = /^GENERAL\.METERED:(\w+)/m.exec(text)?.[1]
  return word === 'yes' ? true : word === 'no' ? false : undefined
}

/** `nmcli -t -f IN-USE,SIGNAL device wifi list --rescan no`: the line with a star. */
export function readWifiSignal(text: string): number | undefined {
  return percent(/^\*:(\d{1,3})$/m.exec(text)?.[1])
}

/** `mmcli -m any -K`: key and value on each line. */
export function readModemSignal(text: string): number | undefined {
  return percent(/^modem\.generic\.signal-quality\.value\s*:\s*(\d{1,3})\s*$/m.exec(text)?.[1])
}

function percent(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Math.min(100, Number(digits))
}
