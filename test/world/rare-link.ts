import { openSchool } from '../../boards/world/run-school.ts'
import { PanelStudent } from '../../sim/actor/panel-student.ts'
import { createSeededRandom, type SeededRandom } from '../../sim/random/seeded-random.ts'
import type { School } from '../../sim/world/box.ts'
import { classListOf, drawPeople } from '../../sim/world/people.ts'
import { allPromises } from '../../sim/world/promise/all-promises.ts'
import { takenInAt } from '../../sim/world/promise/packet-files.ts'
import type { Pledge } from '../../sim/world/promise/promise.ts'
import { serveStudent } from '../../sim/world/serve-student.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const longestMs = 14 * dayMs

/** The fate of packets on a link that is hardly ever there. */
export interface RareLinkReport {
  readonly received: number
  readonly broken: readonly string[]
  readonly hours: number
  readonly kioskCuts: number
  readonly officeCuts: number
  /** Each forecast on the way: how long it said, and how long it took from there. */
  readonly forecasts: readonly { readonly saidMs: number; readonly tookMs: number }[]
}

/**
 * A school records, and then sends over a link that is up a tenth of the time, in pieces of a few minutes, while
 * kiosk and office lose power at random. Ends when all has arrived and is signed for.
 */
export function sendOverRareLink(
  seed: number,
  students: number,
  bytesPerSecond: number,
): Promise<RareLinkReport> {
  const random = createSeededRandom(seed)
  const people = drawPeople(students, random)
  const pledges = allPromises(people)
  return openSchool({ bytesPerSecond })({ seed, classList: classListOf(people) }, async (school) => {
    await switchOn(school)
    school.link.cutFor(longestMs)
    for (const person of people) {
      const student = new PanelStudent(person, { missing: [], photoRetakes: 0 })
      school.scanner.lift()
      await serveStudent(school, person, student, (screen) => {
        for (const pledge of pledges) pledge.see?.(screen, person)
      })
    }
    return send(school, pledges, random)
  })
}

async function send(
  school: School,
  pledges: readonly Pledge[],
  random: SeededRandom,
): Promise<RareLinkReport> {
  const { box, office, link } = school
  const broken = new Set<string>()
  const said: { readonly atMs: number; readonly saidMs: number }[] = []
  const cuts = { kiosk: 0, office: 0 }
  let nowMs = 0
  const pass = async (ms: number) => {
    await school.sleep(ms)
    nowMs += ms
    if (!box.on) cuts.kiosk += 1
    if (!office.on) cuts.office += 1
    await switchOn(school)
    const view = viewOf(school)
    for (const pledge of pledges) for (const words of pledge.check?.(view) ?? []) broken.add(words)
    const saidMs = box.forecastMs
    if (saidMs !== undefined) said.push({ atMs: nowMs, saidMs })
  }
  while (waiting(school) > 0 && nowMs < longestMs) {
    if (random.next() < 0.3) box.cutAfter(Math.ceil(random.between(1, 600)))
    if (random.next() < 0.3) office.cutAfter(Math.ceil(random.between(1, 200)))
    link.mend()
    const upMs = random.between(1, 5) * minuteMs
    await pass(upMs)
    // Nine times as long on average.
    const downMs = upMs * random.between(5, 13)
    link.cutFor(downMs)
    for (let left = downMs; left > 0 && waiting(school) > 0; left -= 10 * minuteMs)
      await pass(Math.min(left, 10 * minuteMs))
  }
  const view = viewOf(school)
  for (const pledge of pledges) for (const words of pledge.atEnd?.(view) ?? []) broken.add(words)
  return {
    received: new Set(takenInAt(office.files())).size,
    broken: [...broken],
    hours: nowMs / 3_600_000,
    kioskCuts: cuts.kiosk,
    officeCuts: cuts.office,
    forecasts: said
      .filter(({ saidMs }) => saidMs > 0)
      .map(({ atMs, saidMs }) => ({ saidMs, tookMs: nowMs - atMs })),
  }
}

async function switchOn({ box, office }: School): Promise<void> {
  for (const machine of [office, box]) while (!machine.on) await machine.powerOn()
}

function viewOf(school: School) {
  const { box, office } = school
  return { box: box.files(), office: office.files(), stick: box.stick.disk.contents(), nowMs: school.nowMs() }
}

function waiting({ box }: School): number {
  return [...box.files().keys()].filter((path) => /spool\/(?:new|batch)\/.*\.packet$/.test(path)).length
}
