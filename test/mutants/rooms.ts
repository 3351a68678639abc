/** What is tried, as globs by the name that the table shows. Rooms that moved are moved here and nowhere else. */
export const rooms: readonly { readonly name: string; readonly globs: readonly string[] }[] = [
  { name: 'spool', globs: ['firmware/custody/{spool,journal}/*.ts'] },
  { name: 'seal', globs: ['firmware/custody/crypto/*.ts'] },
  { name: 'visit', globs: ['firmware/recording/{visit,runtime}/*.ts'] },
  { name: 'intake', globs: ['firmware/registry/intake/*.ts'] },
  { name: 'codec', globs: ['hal/driver/{ef01,gt}/*-frame.ts', 'hal/driver/*/*-{text,answer}.ts'] },
  { name: 'roster', globs: ['firmware/school/roster/*.ts'] },
]

/** The tests that are asked: those beside the code, which take seconds. */
export const askedTests: readonly string[] = ['{hal,firmware}/**/*.test.ts']
