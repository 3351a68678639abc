import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { startDesk } from '../flow/desk-process.ts'
import { rekam } from '../flow/rekam-command.ts'
import { median, type Row } from './row.ts'

const visitors = 64
const probes = 400
const pauseMs = 15

/** What a school full of phones, each asking without a pause, costs the panel of the same kiosk. */
export async function schoolVisitors(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-bench-'))
  const origin = `http://127.0.0.1:${await freePort()}/`
  const [office, data] = [join(folder, 'office'), join(folder, 'kiosk')]
  const place = ['--school', '30312345', '--key-list', join(office, 'key-list.json'), '--data', data]
  rekam('keygen', '--out', office)
  const provisioned = rekam('provision', '--unlock', 'none', '--school-page', origin, ...place)
  if (provisioned.code !== 0) throw new Error(provisioned.said)
  const desk = await startDesk(data)
  await panelTimes(desk.url)
  const alone = await panelTimes(desk.url)
  const crowd = new Worker(new URL('visitor-crowd.ts', import.meta.url), {
    workerData: { origin, visitors },
  })
  const among = await panelTimes(desk.url)
  crowd.postMessage('count')
  const [statuses] = await once(crowd, 'message')
  await crowd.terminate()
  await desk.interrupt()
  const [ratio, late] = [median(among) / median(alone), latest(among) / latest(alone)]
  const note = `${words(alone)} alone, ${words(among)} among ${visitors}; answers ${JSON.stringify(statuses)}`
  return [
    {
      what: `panel among ${visitors} visitors, median`,
      measured: `${ratio.toFixed(2)} x`,
      budget: '2 x',
      within: ratio <= 2,
      note,
    },
    {
      what: `panel among ${visitors} visitors, latest in 100`,
      measured: `${late.toFixed(2)} x`,
      budget: undefined,
      within: true,
      note: `of ${probes} answers of /ready`,
    },
  ]
}

async function panelTimes(url: string): Promise<number[]> {
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  while (times.length < probes) {
    const started = performance.now()
    const asking = request(new URL('/ready', url), { agent }).end()
    const [answer] = await once(asking, 'response')
    await once(answer.resume(), 'close')
    times.push(performance.now() - started)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  agent.destroy()
  return times
}

const latest = (times: readonly number[]) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN

const words = (times: readonly number[]) => `${median(times).toFixed(2)} / ${latest(times).toFixed(2)} ms`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
