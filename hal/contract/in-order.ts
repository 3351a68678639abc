import { ok, type Result } from './result.ts'

/** Runs steps one after another until one fails, and gives its fault. */
export async function inOrder<F>(
  steps: readonly (() => Promise<Result<void, F>>)[],
): Promise<Result<void, F>> {
  for (const step of steps) {
    const done = await step()
    if (!done.ok) return done
  }
  return ok()
}
