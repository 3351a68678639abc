import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { rekam } from './rekam-command.ts'

const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

test('`rekam sim link` carries a request to an office, tells each mishap, and ends when told to', async () => {
  const office = createServer((_request, response) => response.end('kantor'))
  await new Promise<void>((resolve) => office.listen(0, '127.0.0.1', resolve))
  const to = `127.0.0.1:${(office.address() as AddressInfo).port}`
  const words = ['sim', 'link', '--port', '0', '--to', to, '--cut', 'reset', '--every', '60', '--speed', '20']
  const link = spawn(process.execPath, [entry, ...words])
  const [address] = (await once(createInterface(link.stdout), 'line')) as [string]
  const events: string[] = []
  const told = createInterface(link.stderr).on('line', (line) => events.push(line))
  const http = createNodeHttp()
  const url = /http:\S+/.exec(address)?.[0] ?? ''
  const answer = await http.send({ method: 'GET', url }, new AbortController().signal)
  expect(answer.ok && Buffer.from(answer.value.body).toString()).toBe('kantor')
  while (events.length < 2) await once(told, 'line')
  expect(events[0]).toMatch(/0\.0 s {2}sambungan baru/)
  expect(events[1]).toMatch(/\d\.\d s {2}reset .* byte sampai di kantor/)
  link.kill('SIGINT')
  expect(await once(link, 'exit')).toEqual([0, null])
  http.close()
  office.close()
})

test.each([
  [['--to', 'kantor']],
  [['--to', 'a:1', '--rate', '9']],
  [['--to', 'a:1', '--every', '10', '--spread', '5']],
  [['--to', 'a:1', '--cut', 'gempa']],
])('`rekam sim link %j` is wrong use, and says what is right', (words) => {
  const { code, said } = rekam('sim', 'link', ...words)
  expect(code).toBe(2)
  expect(said).toMatch(/--(to|rate|every)|reset · black-hole/)
})
