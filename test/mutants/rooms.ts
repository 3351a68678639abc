/** The rooms to try, as globs by the name that the table shows. Rooms that moved are moved here and nowhere else. */
export const rooms: readonly { readonly name: string; readonly globs: readonly string[] }[] = [
  { name: 'spool', globs: ['firmware/custody/{spool,journal}/*.ts'] },
  { name: 'seal', globs: ['firmware/custody/crypto/*.ts'] },
  { name: 'visit', globs: ['firmware/recording/{visit,runtime}/*.ts'] },
  { name: 'intake', globs: ['firmware/registry/intake/*.ts'] },
  {
    name: 'codec',
    globs: [
      'hal/driver/{ef01/ef01-library,{ef01,gt}/*-frame}.ts',
      'hal/driver/camera/{camera-complaint,choose-picture,huffman-tables,jpeg-splitter,v4l2-text}.ts',
      'hal/driver/gpio/gpiod-{text,arguments}.ts',
      'hal/driver/system/nmcli-text.ts',
      'hal/driver/vision/{code-check,face-answer,picture-message}.ts',
    ],
  },
  { name: 'roster', globs: ['firmware/school/roster/*.ts'] },
]

/** The tests that are asked: those beside the code and beside what uses it, which take seconds. */
export const askedTests: readonly string[] = [
  'firmware/{custody,recording,registry,school,exchange}/**/*.test.ts',
  'hal/driver/**/*.test.ts',
]

/** Tests that grow fingers: they take longer than all others together, and a mutant would wait for them. */
export const leftOut: readonly string[] = ['**/{compare-on-host,mixed-up-fingers}.test.ts']
