const contract = 'hal/contract'
const core = 'firmware/core'
const custody = 'firmware/custody'
const studentReceipt = 'firmware/custody/student-receipt'
const school = 'firmware/school'
const recording = 'firmware/recording'
const exchange = 'firmware/exchange'
const registry = 'firmware/registry'
const service = 'firmware/service'
const interfaceWing = 'firmware/interface'
const model = 'firmware/interface/model'
const panel = 'firmware/interface/panel'
const phone = 'firmware/interface/phone'
const kiosk = 'firmware/kiosk'
const console = 'firmware/console'

const box = [core, custody, studentReceipt, school, recording, exchange, service] as const
const firmware = [...box, registry, interfaceWing, model, kiosk, console] as const
const browser = [panel, phone] as const
const hal = [contract, 'hal/driver', 'hal/linux'] as const
const sim = ['sim', 'sim/district'] as const

/**
 * The wings, and the wings that each may import beside itself; types count. A file belongs to the deepest wing around
 * it. An arrow that is not here does not exist. The linter's rules, the compiler's projects and the line "May import"
 * of each README are made from this table by `write-arrows.ts`.
 */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  [contract]: [],
  'hal/driver': [contract],
  'hal/linux': [contract],
  [core]: [contract],
  [studentReceipt]: [],
  [custody]: [contract, core, studentReceipt],
  [school]: [contract, core, custody],
  [recording]: [contract, core, custody, school],
  [exchange]: [contract, core, custody, school],
  [registry]: [contract, core, custody],
  [service]: [contract, ...box.filter((wing) => wing !== service)],
  [model]: [recording],
  [interfaceWing]: [contract, ...box, model],
  [panel]: [model],
  [phone]: [studentReceipt],
  [kiosk]: [contract, ...box, interfaceWing, model],
  [console]: [contract, ...firmware.filter((wing) => wing !== console)],
  'sim/district': [contract, core, registry, 'sim'],
  sim: [contract],
  boards: [...hal, ...firmware, ...sim],
  test: [...hal, ...firmware, ...browser, ...sim, 'boards'],
}

/** Folders that the compiler takes as one project; a wing without one is compiled with the wing around it. */
export const projects: readonly string[] = [
  'hal',
  core,
  custody,
  school,
  recording,
  exchange,
  registry,
  service,
  interfaceWing,
  ...browser,
  kiosk,
  console,
  'sim',
  'boards',
  'test',
]

/** The deepest of `folders` that a file or a folder lies in. */
export function innermost(folders: readonly string[], path: string): string | undefined {
  return folders
    .filter((folder) => path === folder || path.startsWith(`${folder}/`))
    .sort((one, other) => other.length - one.length)[0]
}

/** The projects that a project refers to: those of the wings that its own wings may import. */
export function references(project: string): readonly string[] {
  const own = Object.keys(arrows).filter((wing) => innermost(projects, wing) === project)
  const found = own.flatMap((wing) => (arrows[wing] ?? []).map((to) => innermost(projects, to)))
  return projects.filter((one) => one !== project && found.includes(one))
}
