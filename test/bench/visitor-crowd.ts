import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

const { origin, visitors } = workerData as { readonly origin: string; readonly visitors: number }
const paths = ['/tanda-terima', '/antre?nomor=A-01']
const agent = new Agent({ keepAlive: true, maxSockets: visitors })
const statuses = new Map<string, number>()

/** One answer after another on a kept connection, as fast as they come, each visitor from an address of its own. */
async function visit(localAddress: string): Promise<never> {
  for (let turn = 0; ; turn += 1) {
    const status = await ask(new URL(paths[turn % paths.length] ?? '/', origin), localAddress)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
}

const ask = (url: URL, localAddress: string) =>
  new Promise<string>((resolve) => {
    const asking = request(url, { agent, localAddress }, (answer) => {
      answer.resume()
      answer.once('close', () => resolve(String(answer.statusCode)))
    })
    asking.once('error', () => resolve('cut'))
    asking.end()
  })

parentPort?.on('message', () => parentPort?.postMessage(Object.fromEntries(statuses)))
for (let at = 0; at < visitors; at += 1) void visit(`127.0.1.${at + 1}`)
