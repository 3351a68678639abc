import { expect, test } from 'vitest'
import { openSchool } from '../../boards/world/run-school.ts'
import { PanelStudent } from '../../sim/actor/panel-student.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { classListOf, drawPeople } from '../../sim/world/people.ts'
import { takenInAt } from '../../sim/world/promise/packet-files.ts'
import { serveStudent } from '../../sim/world/serve-student.ts'

const weekMs = 7 * 86_400_000

test('a school without a link: out by stick, in at the office, back by stick, and the kiosk is empty', async () => {
  const people = drawPeople(5, createSeededRandom(3))
  await openSchool({})({ seed: 3, classList: classListOf(people) }, async (school) => {
    const { box, office, link } = school
    await office.powerOn()
    await box.powerOn()
    link.cutFor(weekMs)
    for (const person of people) {
      school.scanner.lift()
      await serveStudent(
        school,
        person,
        new PanelStudent(person, { missing: [], photoRetakes: 0 }),
        () => undefined,
      )
    }
    const packets = () => [...box.files().keys()].filter((path) => path.endsWith('.packet')).length
    const trip = async () => {
      box.putStick(0)
      await school.sleep(60_000)
      box.takeStick()
      await office.workOff(box.stick.disk)
    }
    await trip()
    expect([packets(), new Set(takenInAt(office.files())).size]).toEqual([5, 5])
    await trip()
    expect(packets()).toBe(0)
    // Batches that a receipt has answered are taken off the stick as well.
    expect([...box.stick.disk.contents().keys()].filter((path) => path.endsWith('.packet'))).toEqual([])
  })
})
