import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server as TusServer } from '@tus/server'
import { leanAnswer } from '../../sim/district/lean-answer.ts'

/** Where files arrive. */
export interface LinkOffice {
  readonly port: number
  /** Absent where there is no HTTP. */
  readonly requests?: () => number
  /** Largest file there. */
  readonly arrived: () => Buffer
  close(): void
}

/** A stock `@tus/server` behind the district's lean answers, for every sender. */
export function openTusOffice(): Promise<LinkOffice> {
  const folder = newFolder()
  const tus = new TusServer({
    path: '/tus',
    datastore: new FileStore({ directory: folder }),
    relativeLocation: true,
    lockDrainTimeout: 200,
  })
  return openHttpOffice(folder, (request, response) => void tus.handle(request, leanAnswer(response)))
}

/** Takes a whole file with each PUT. */
export function openPutOffice(): Promise<LinkOffice> {
  const folder = newFolder()
  return openHttpOffice(folder, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => undefined)
    request.on('end', () => {
      if (request.complete) writeFileSync(join(folder, 'file'), Buffer.concat(chunks))
      response.end()
    })
  })
}

async function openHttpOffice(folder: string, listener: RequestListener): Promise<LinkOffice> {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    listener(request, response)
  })
  server.requestTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    requests: () => requests,
    arrived: () => largestIn(folder),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** An rsync daemon with one module, `in`. */
export async function openRsyncOffice(): Promise<LinkOffice> {
  const folder = newFolder()
  const port = await freePort()
  const config = join(newFolder(), 'rsyncd.conf')
  const owner = `uid = ${process.getuid?.()}\ngid = ${process.getgid?.()}`
  writeFileSync(config, `use chroot = no\n${owner}\n[in]\npath = ${folder}\nread only = no\n`)
  const words = ['--daemon', '--no-detach', '--address=127.0.0.1', `--port=${port}`, `--config=${config}`]
  const daemon: ChildProcess = spawn('rsync', words, { stdio: 'ignore' })
  await once(daemon, 'spawn')
  return { port, arrived: () => largestIn(folder), close: () => void daemon.kill() }
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'rekam-links-'))
}

function largestIn(folder: string): Buffer {
  const sizes = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), size: statSync(join(folder, name)).size }))
    .sort((a, b) => b.size - a.size)
  return sizes[0] ? readFileSync(sizes[0].path) : Buffer.alloc(0)
}

async function freePort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
