import { Worker } from 'node:worker_threads'
import type {
  DecryptWorkers,
  OpenedStudent,
  OpeningTask,
} from '../../firmware/registry/intake/open-student.ts'
import { openStudent, ownHands } from '../../firmware/registry/intake/open-student.ts'
import type { Answer, Order } from './decrypt-worker.ts'
import { openPictureCodec } from './picture-codec.ts'

export type OpenDecryptWorkers = DecryptWorkers & { close(): Promise<void> }

/**
 * Opens packets in `count` threads, which start with the first packets. Twice as many packets as threads are in
 * work, so that none waits while others are stored.
 */
export function openDecryptWorkers(count: number): OpenDecryptWorkers {
  if (count === 1) return { ...ownHands, open: openHere, close: async () => undefined }
  const workers: Worker[] = []
  const waiting = new Map<number, (opened: OpenedStudent) => void>()
  let last = 0
  const start = () => {
    // A thread is busy all the time and never collects on its own: with little room for the young it must.
    const worker = new Worker(program(), { resourceLimits: { maxYoungGenerationSizeMb: 3 } })
    worker.on('message', ({ id, opened }: Answer) => {
      waiting.get(id)?.(opened)
      waiting.delete(id)
    })
    return worker
  }
  return {
    width: count * 2,
    open(task) {
      if (workers.length < count) workers.push(start())
      last += 1
      const order: Order = { id: last, task }
      // Handed over and not copied: all pieces of a packet lie in the one buffer of its file.
      const buffers = new Set(task.pieces.map(({ bytes }) => bytes.buffer as ArrayBuffer))
      workers[last % workers.length]?.postMessage(order, [...buffers])
      return new Promise((resolve) => waiting.set(order.id, resolve))
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

function openHere(task: OpeningTask): Promise<OpenedStudent> {
  return openStudent(task, openPictureCodec)
}

// A package holds one program, whose entry knows when it is a thread.
function program(): string | URL {
  return 'pkg' in process ? (process.argv[1] ?? '') : new URL('decrypt-worker.ts', import.meta.url)
}
