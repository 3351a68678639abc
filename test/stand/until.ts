/** Waits, in turns of the event loop and none of the clock's time, until something holds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200_000 && !holds(); turn += 1) await new Promise((next) => setImmediate(next))
  if (!holds()) throw new Error(`never: ${what}`)
}
