import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DefaultHttpStack, Upload, type UploadOptions } from 'tus-js-client'
import { TusClient } from '../../firmware/exchange/link/tus-client.ts'
import { uploadFile } from '../../firmware/exchange/link/upload-file.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { type LinkOffice, openPutOffice, openRsyncOffice, openTusOffice } from './link-office.ts'

/** One way of getting a file across, with the office it needs. */
export interface LinkSender {
  readonly name: string
  readonly openOffice: () => Promise<LinkOffice>
  /** Sends until it has succeeded, gives up or is stopped; gives what else there is to say. */
  send(bytes: Uint8Array, port: number, stop: AbortSignal): Promise<string>
}

const chunkBytes = 32 * 1024
const chunkDeadlineMs = 12_000

export const linkSenders: readonly LinkSender[] = [
  { name: 'rekam', openOffice: openTusOffice, send: sendByRekam },
  { name: 'tus-js-client', openOffice: openTusOffice, send: sendByReference({}) },
  {
    name: 'tus-js-client tuned',
    openOffice: openTusOffice,
    send: sendByReference({
      chunkSize: chunkBytes,
      retryDelays: Array.from({ length: 100 }, () => 0),
      onShouldRetry: () => true,
      httpStack: deadlineStack(),
    }),
  },
  { name: 'curl, whole file', openOffice: openPutOffice, send: sendByCurl },
  { name: 'rsync', openOffice: openRsyncOffice, send: sendByRsync },
]

async function sendByRekam(bytes: Uint8Array, port: number, stop: AbortSignal): Promise<string> {
  const clock = createRealClock()
  const http = createNodeHttp(clock)
  const office = new TusClient(http, clock, `http://127.0.0.1:${port}/tus`)
  const file = { metadata: {}, bytes, knownUrl: undefined, remember: async () => undefined }
  const sent = await uploadFile(office, clock, file, stop)
  http.close()
  return sent.ok ? '' : `, ${sent.fault.kind}`
}

function sendByReference(options: UploadOptions): LinkSender['send'] {
  return (bytes, port, stop) =>
    new Promise((resolve) => {
      const upload = new Upload(Buffer.from(bytes), {
        endpoint: `http://127.0.0.1:${port}/tus`,
        storeFingerprintForResuming: false,
        ...options,
        onSuccess: () => resolve(''),
        onError: () => resolve(', gave up'),
      })
      stop.addEventListener('abort', () => void upload.abort().finally(() => resolve('')))
      upload.start()
    })
}

// The setting that finished in forward.md 2.2: every request is aborted after a time.
function deadlineStack(): DefaultHttpStack {
  const stack = new DefaultHttpStack({})
  const create = stack.createRequest.bind(stack)
  stack.createRequest = (method, url) => {
    const request = create(method, url)
    const send = request.send.bind(request)
    request.send = (body) => {
      const timer = setTimeout(() => void request.abort(), chunkDeadlineMs)
      return send(body).finally(() => clearTimeout(timer))
    }
    return request
  }
  return stack
}

async function sendByCurl(bytes: Uint8Array, port: number, stop: AbortSignal): Promise<string> {
  const retry = ['--retry', '1000', '--retry-delay', '1', '--retry-all-errors']
  const words = ['-sS', '-T', fileOf(bytes), ...retry, `http://127.0.0.1:${port}/file`]
  const code = await run('curl', words, stop)
  return code === 0 || stop.aborted ? '' : `, curl ended with ${code}`
}

async function sendByRsync(bytes: Uint8Array, port: number, stop: AbortSignal): Promise<string> {
  const file = fileOf(bytes)
  const options = ['--partial', '--append-verify', '--timeout=15']
  let tries = 1
  while ((await run('rsync', [...options, file, `rsync://127.0.0.1:${port}/in/`], stop)) !== 0) {
    if (stop.aborted) break
    tries += 1
  }
  return `, ${tries} tries`
}

function fileOf(bytes: Uint8Array): string {
  const file = join(mkdtempSync(join(tmpdir(), 'rekam-links-')), 'file')
  writeFileSync(file, bytes)
  return file
}

async function run(program: string, words: readonly string[], stop: AbortSignal): Promise<number | null> {
  const child = spawn(program, words, { stdio: 'ignore' })
  const kill = () => void child.kill('SIGKILL')
  stop.addEventListener('abort', kill)
  const [code] = (await once(child, 'exit')) as [number | null]
  stop.removeEventListener('abort', kill)
  return code
}
