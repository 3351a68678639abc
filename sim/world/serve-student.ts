import type { SeenScreen } from '../actor/panel.ts'
import type { PanelStudent, Person, Wish } from '../actor/panel-student.ts'
import type { School } from './box.ts'

/** How a student's time at the panel ended. */
export type TurnEnd = 'recorded' | 'left' | 'turned-away' | 'cut' | 'gave-up'

const mostTouches = 500
/** Quiet on a private screen, the question, and a moment more. */
const walkedAwayMs = 130_000

/** One student at the panel until a receipt, a notice, or a power cut. `see` gets every screen. */
export async function serveStudent(
  school: School,
  person: Person,
  student: PanelStudent,
  see: (screen: SeenScreen) => void,
): Promise<TurnEnd> {
  const { box, scanner } = school
  let end: TurnEnd = 'turned-away'
  await untilFree(school)
  for (let touches = 0; touches < mostTouches; touches += 1) {
    if (!box.on) return 'cut'
    const { screen } = box.panel
    see(screen)
    if (screen.body.kind === 'receipt') end = 'recorded'
    const wish = student.wish(box.panel)
    if (wish.type === 'done') return end
    if (wish.type === 'walk-away') {
      scanner.lift()
      await school.sleep(walkedAwayMs)
      return box.on ? 'left' : 'cut'
    }
    if (isLeaving(wish)) end = 'left'
    await act(school, person, wish)
  }
  return 'gave-up'
}

// A student who left without a word is still on the screen for a while.
async function untilFree(school: School): Promise<void> {
  const { box } = school
  for (let waits = 0; waits < 60 && box.on && box.panel.screen.body.kind !== 'idle'; waits += 1)
    await school.sleep(5_000)
}

async function act(school: School, person: Person, wish: Wish): Promise<void> {
  const { box, scanner } = school
  switch (wish.type) {
    case 'tap':
      box.panel.tap(wish.intent)
      return school.sleep(300)
    case 'press':
      scanner.press({ person: person.nisn, position: wish.position })
      return school.sleep(600)
    case 'lift':
      scanner.lift()
      return school.sleep(400)
    default:
      return school.sleep(800)
  }
}

function isLeaving(wish: Wish): boolean {
  return wish.type === 'tap' && (wish.intent.type === 'leave' || wish.intent.type === 'decline')
}
