/** What is tried, as globs by the name that the table shows. Rooms that moved are moved here and nowhere else. */
export const rooms: readonly { readonly name: string; readonly globs: readonly string[] }[] = [
  { name: 'spool', globs: ['firmware/spool/*.ts'] },
  { name: 'seal', globs: ['firmware/seal/*.ts'] },
  { name: 'visit', globs: ['firmware/visit/*.ts'] },
  { name: 'intake', globs: ['firmware/intake/*.ts'] },
  { name: 'codec', globs: ['hal/codec/*.ts'] },
  { name: 'roster', globs: ['firmware/roster/*.ts'] },
]

/** The tests that are asked: those beside the code and beside what uses it, which take seconds. */
export const askedTests: readonly string[] = [
  'firmware/{spool,seal,visit,intake,roster,record,uplink}/*.test.ts',
  'hal/{codec,driver}/**/*.test.ts',
]

/** Tests that grow fingers: they take longer than all others together, and a mutant would wait for them. */
export const leftOut: readonly string[] = ['**/{compare-on-host,mixed-up-fingers}.test.ts']
