import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import type { WebServer } from '../../firmware/kiosk/host.ts'
import { err } from '../../hal/contract/result.ts'
import { serve } from './serve.ts'

const open: WebServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function openAt(address: string): Promise<WebServer> {
  const serving = await serve((_, from) => new Response(from), 0, { address })
  if (!serving.ok) throw new Error(serving.fault.kind)
  open.push(serving.value)
  return serving.value
}

const portOf = ({ url }: WebServer) => new URL(url).port

test('a page with an address listens there and nowhere else', async () => {
  const port = portOf(await openAt('127.0.0.2'))
  expect(await (await fetch(`http://127.0.0.2:${port}/`)).text()).toBe('127.0.0.1')
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
})

const hasSixth = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
)

test.runIf(hasSixth)(
  'the same of the sixth version, written as an address of the web writes it',
  async () => {
    const port = portOf(await openAt('[::1]'))
    expect(await (await fetch(`http://[::1]:${port}/`)).text()).toBe('::1')
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  },
)

test('a page with a name listens everywhere, as the name may lead to any address of this box', async () => {
  const port = portOf(await openAt('kios.local'))
  expect((await fetch(`http://127.0.0.2:${port}/`)).status).toBe(200)
})

// Both ranges are for books (RFC 5737, 3849): no box has them.
test.each(['192.0.2.7', '[2001:db8::7]'])(
  'an address of another box is told as such: %s',
  async (address) => {
    expect(await serve(() => new Response(), 0, { address })).toEqual(err({ kind: 'address-missing' }))
  },
)

test('a port that another program has is told as such', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  expect(await serve(() => new Response(), port, 'box')).toEqual(err({ kind: 'port-taken' }))
  other.close()
})
