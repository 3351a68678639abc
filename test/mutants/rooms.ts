/** What is tried, as globs by the name that the table shows. Rooms that moved are moved here and nowhere else. */
export const rooms: readonly { readonly name: string; readonly globs: readonly string[] }[] = [
  { name: 'spool', globs: ['firmware/spool/*.ts'] },
  { name: 'seal', globs: ['firmware/seal/*.ts'] },
  { name: 'visit', globs: ['firmware/visit/*.ts'] },
  { name: 'intake', globs: ['firmware/intake/*.ts'] },
  { name: 'codec', globs: ['hal/codec/*.ts'] },
  { name: 'roster', globs: ['firmware/roster/*.ts'] },
]

/** The tests that are asked: those beside the code, which take seconds. */
export const askedTests: readonly string[] = ['{hal,firmware}/**/*.test.ts']
