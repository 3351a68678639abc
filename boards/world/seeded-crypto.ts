import { createSeededRandom } from '../../sim/random/seeded-random.ts'

type Subtle = Readonly<Record<string, unknown>>

/**
 * While `work` runs, the randomness that libraries draw by themselves comes from the seed, and `isBusy` tells
 * whether a key operation is still in the thread pool: a clock that moved on meanwhile would make no two runs
 * alike. For simulated worlds only; one at a time in a process.
 */
export async function withSeededCrypto<T>(
  seed: number,
  work: (isBusy: () => boolean) => Promise<T>,
): Promise<T> {
  const real = globalThis.crypto
  const random = createSeededRandom(seed)
  let running = 0
  const counted = new Proxy(real.subtle as unknown as Subtle, {
    get(target, name) {
      const method = target[String(name)]
      if (typeof method !== 'function') return method
      return (...words: unknown[]) => {
        running += 1
        return (Reflect.apply(method, target, words) as Promise<unknown>).finally(() => {
          running -= 1
        })
      }
    },
  })
  const seeded = {
    subtle: counted,
    getRandomValues<A extends Uint8Array>(array: A): A {
      array.set(random.bytes(array.length))
      return array
    },
  }
  Object.defineProperty(globalThis, 'crypto', { value: seeded, configurable: true })
  return work(() => running > 0).finally(() =>
    Object.defineProperty(globalThis, 'crypto', { value: real, configurable: true }),
  )
}
