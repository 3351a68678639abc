import { parentPort, Worker } from 'node:worker_threads'
import {
  type OpenedStudent,
  type OpeningHands,
  type OpeningTask,
  openStudent,
  ownHands,
} from '../../firmware/intake/open-student.ts'

interface Order {
  readonly id: number
  readonly task: OpeningTask
}

interface Answer {
  readonly id: number
  readonly opened: OpenedStudent
}

export type Crew = OpeningHands & { close(): Promise<void> }

/**
 * Opens packets in `count` threads; each is this very program, which ends up in `serveCrew`. They start with
 * the first packet. Twice as many packets as threads are in work, so that none waits while others are stored.
 */
export function openCrew(count: number): Crew {
  if (count === 1) return { ...ownHands, close: async () => undefined }
  const workers: Worker[] = []
  const waiting = new Map<number, (opened: OpenedStudent) => void>()
  let last = 0
  const start = () => {
    const worker = new Worker(process.argv[1] ?? '')
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
      workers[last % workers.length]?.postMessage(order)
      return new Promise((resolve) => waiting.set(order.id, resolve))
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** The other end, in a thread: opens what it is handed until it is ended. */
export function serveCrew(): void {
  parentPort?.on('message', async ({ id, task }: Order) => {
    const answer: Answer = { id, opened: await openStudent(task) }
    parentPort?.postMessage(answer)
  })
}
