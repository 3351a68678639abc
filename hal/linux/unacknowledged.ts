import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import type { Socket } from 'node:net'

// Sockets of this network namespace with their queues (proc(5), /proc/net/tcp).
const tables = { IPv4: '/proc/self/net/tcp', IPv6: '/proc/self/net/tcp6' } as const

/** Whether this kernel tells what the far end has not yet acknowledged: Linux does. */
export const tellsUnacknowledged = existsSync(tables.IPv4)

/**
 * Bytes written to a connected socket that the far end has not acknowledged yet, in the kernel and before it.
 * `undefined` when the kernel does not know the connection any more.
 */
export function unacknowledgedBytes(socket: Socket): number | undefined {
  const { localPort, remotePort, remoteFamily } = socket
  if (localPort === undefined || remotePort === undefined) return undefined
  const table = openSync(remoteFamily === 'IPv6' ? tables.IPv6 : tables.IPv4, 'r')
  try {
    const queued = findSendQueue(table, localPort, remotePort)
    return queued === undefined ? undefined : queued + socket.writableLength
  } finally {
    closeSync(table)
  }
}

// Each read makes the kernel walk all its sockets (2 ms where it keeps room for many): none more than needed.
function findSendQueue(table: number, localPort: number, remotePort: number): number | undefined {
  const portion = Buffer.alloc(64 * 1024)
  let text = ''
  for (;;) {
    const bytes = readSync(table, portion)
    if (bytes === 0) return undefined
    text += portion.toString('latin1', 0, bytes)
    const found = sendQueueBytes(text, localPort, remotePort)
    if (found !== undefined) return found
  }
}

/** `tx_queue` of the established connection between two ports, from the text of /proc/net/tcp. */
export function sendQueueBytes(table: string, localPort: number, remotePort: number): number | undefined {
  const [local, remote] = [localPort, remotePort].map((port) =>
    port.toString(16).toUpperCase().padStart(4, '0'),
  )
  const queue = new RegExp(`:${local} [0-9A-F]+:${remote} 01 ([0-9A-F]{8}):`).exec(table)?.[1]
  return queue === undefined ? undefined : Number.parseInt(queue, 16)
}
