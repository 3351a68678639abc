import { fileURLToPath } from 'node:url'

/** Folder of the checkout. */
export const houseRoot = fileURLToPath(new URL('../..', import.meta.url))
