import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { unknownLink } from '../../contract/link-status.ts'
import type { Programs } from '../../contract/programs.ts'
import { err, ok } from '../../contract/result.ts'
import { createNetworkManagerLink } from './network-manager.ts'

const never = new AbortController().signal

/** Answers as NetworkManager 1.42 prints them; what is not named is missing. */
function system(answers: Readonly<Record<string, string>>) {
  const asked: string[] = []
  const programs: Programs = {
    async output(program, words) {
      const line = [program, ...words].join(' ')
      asked.push(line)
      const answer = Object.entries(answers).find(([start]) => line.startsWith(start))?.[1]
      return answer === undefined ? err({ kind: 'missing' }) : ok(answer)
    },
  }
  return { programs, asked }
}

test('a school on Wi-Fi', async () => {
  const { programs } = system({
    'nmcli -t -f CONNECTIVITY': 'full\n',
    'nmcli -t -f DEVICE,TYPE,STATE':
      'lo:loopback:connected (externally)\nwlan0:wifi:connected\neth0:ethernet:unavailable\n',
    'nmcli -t -f GENERAL.METERED device show wlan0': 'GENERAL.METERED:no (guessed)\n',
    'nmcli -t -f IN-USE,SIGNAL': ' :80\n*:61\n',
  })
  expect(await createNetworkManagerLink(programs, createHandClock()).hint(never)).toEqual({
    reach: 'full',
    by: 'wifi',
    metered: false,
    signalPercent: 61,
  })
})

test('a modem that costs', async () => {
  const { programs } = system({
    'nmcli -t -f CONNECTIVITY': 'limited\n',
    'nmcli -t -f DEVICE,TYPE,STATE': 'cdc-wdm0:gsm:connected\n',
    'nmcli -t -f GENERAL.METERED': 'GENERAL.METERED:yes\n',
    mmcli: 'modem.generic.model : EC25\nmodem.generic.signal-quality.value            : 23\n',
  })
  expect(await createNetworkManagerLink(programs, createHandClock()).hint(never)).toEqual({
    reach: 'limited',
    by: 'cellular',
    metered: true,
    signalPercent: 23,
  })
})

test.each([
  ['no such program', {}, unknownLink],
  ['words of a later version', { 'nmcli -t -f CONNECTIVITY': 'splendid\n' }, unknownLink],
  [
    'a network of another kind',
    { 'nmcli -t -f CONNECTIVITY': 'portal\n' },
    { ...unknownLink, reach: 'portal' },
  ],
])('%s is unknown as far as it is', async (_, answers, hint) => {
  const { programs } = system(answers)
  expect(await createNetworkManagerLink(programs, createHandClock()).hint(never)).toEqual(hint)
})

test('a name that could be a word of a command line is not taken', async () => {
  const { programs, asked } = system({
    'nmcli -t -f CONNECTIVITY': 'full\n',
    'nmcli -t -f DEVICE,TYPE,STATE': '--help me:wifi:connected\n',
  })
  await createNetworkManagerLink(programs, createHandClock()).hint(never)
  expect(asked.length).toBe(2)
})

test('within twenty seconds the system is not asked again', async () => {
  const { programs, asked } = system({})
  const clock = createHandClock()
  const link = createNetworkManagerLink(programs, clock)
  await link.hint(never)
  await link.hint(never)
  expect(asked.length).toBe(1)
  await clock.advance(20_000)
  await link.hint(never)
  expect(asked.length).toBe(2)
})
