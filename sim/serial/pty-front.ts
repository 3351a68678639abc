import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { relayProgram } from './pty-relay.ts'
import type { CableEnd } from './twin-binding.ts'

/** A twin behind a pseudo-terminal that any program can open. */
export interface PtyFront {
  readonly link: string
  close(): Promise<void>
}

/**
 * Offers a device at `link`. A small Python program keeps the terminal (Python is part of Debian, Node has
 * no pseudo-terminals) and passes on the rate the host has set, so that a wrong rate gives noise here too.
 */
export async function openPtyFront(link: string, device: CableEnd): Promise<PtyFront> {
  const child = spawn('python3', ['-c', relayProgram, link], { stdio: ['pipe', 'pipe', 'inherit', 'pipe'] })
  const { stdin, stdout } = child
  const events = child.stdio[3]
  if (!events || !stdin || !stdout) throw new Error('the relay has no pipes')
  const failed = once(child, 'exit').then(() => {
    throw new Error(`no pseudo-terminal at ${link}`)
  })
  failed.catch(() => undefined)
  await Promise.race([once(events, 'data'), failed])
  device.onBytes((bytes) => void stdin.write(bytes))
  stdin.on('error', () => undefined)
  let held = Buffer.alloc(0)
  stdout.on('data', (bytes: Buffer) => {
    held = Buffer.concat([held, bytes])
    while (held.length >= 6 && held.length >= 6 + held.readUInt16BE(4)) {
      const end = 6 + held.readUInt16BE(4)
      device.receive(new Uint8Array(held.subarray(6, end)), held.readUInt32BE(0))
      held = held.subarray(end)
    }
  })
  return {
    link,
    async close() {
      const gone = once(child, 'exit')
      stdin.end()
      await gone
    },
  }
}
