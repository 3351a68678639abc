import { createRealClock } from '../../hal/linux/real-clock.ts'
import type { Mishap } from '../../sim/link/mishap.ts'
import { type Link, openLink } from '../../sim/link/open-link.ts'
import { planMishaps } from '../../sim/link/plan-mishaps.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import type { LinkOffice } from './link-office.ts'
import { type LinkSender, linkSenders } from './link-sender.ts'
import type { Row } from './row.ts'

const clock = createRealClock()
const bytes = createSeededRandom(8).bytes(800_000)
const shape = { upBytesPerSecond: 8_000, downBytesPerSecond: 8_000, oneWayMs: 400, handshakeMs: 1_600 }
const idealMs = (bytes.length * 1_000) / shape.upBytesPerSecond
const longest = 4

interface Trouble {
  readonly name: string
  readonly kinds: readonly Mishap[]
  /** Times the ideal, and times the size, that the design allows. */
  readonly budget?: { readonly time: number; readonly bytes: number }
}

const troubles: readonly Trouble[] = [
  { name: 'no cut', kinds: [] },
  { name: 'reset', kinds: [{ kind: 'reset' }], budget: { time: 1.12, bytes: 1.02 } },
  { name: 'black hole', kinds: [{ kind: 'black-hole' }], budget: { time: 1.5, bytes: 1.05 } },
  { name: 'stall of 5 s', kinds: [{ kind: 'stall', ms: 5_000 }] },
  { name: 'lost answer', kinds: [{ kind: 'lost-answer' }] },
]

/**
 * One file over the same bad link by every sender, something going wrong every 30 s: the table of forward.md 2.2, at
 * true speed. Ours go first, side by side, as they are measured to the second; then the others, side by side, each
 * with four times the ideal.
 */
export async function links(): Promise<Row[]> {
  const [ours, ...others] = linkSenders
  return [...(await crossAll(ours ? [ours] : [])), ...(await crossAll(others))]
}

async function crossAll(senders: readonly LinkSender[]): Promise<Row[]> {
  const pairs = troubles.flatMap((trouble) => senders.map((sender) => openRoad(trouble, sender)))
  const roads = await Promise.all(pairs)
  return Promise.all(roads.map(cross))
}

interface Road {
  readonly trouble: Trouble
  readonly sender: LinkSender
  readonly office: LinkOffice
  readonly link: Link
}

async function openRoad(trouble: Trouble, sender: LinkSender): Promise<Road> {
  const office = await sender.openOffice()
  const link = await openLink({
    shape,
    port: 0,
    office: { host: '127.0.0.1', port: office.port },
    clock,
    mishaps: planMishaps({ seed: 1, everyMs: 30_000, spreadMs: 0, kinds: trouble.kinds }),
    tell: () => undefined,
  })
  if (!link.ok) throw new Error(link.fault.kind)
  return { trouble, sender, office, link: link.value }
}

async function cross({ trouble: { name, budget }, sender, office, link }: Road): Promise<Row> {
  const startMs = clock.monotonicMs()
  using limit = clock.deadline(idealMs * longest)
  const said = await sender.send(bytes, link.port, limit.signal)
  const time = (clock.monotonicMs() - startMs) / idealMs
  const sent = link.carried.upBytes / bytes.length
  const arrived = office.arrived()
  const isDone = !limit.expired && arrived.equals(Buffer.from(bytes))
  await link.close()
  office.close()
  const held = sender.name === 'rekam' ? budget : undefined
  const requests = office.requests ? `${office.requests()} requests` : 'no requests'
  return {
    what: `links, ${name}, ${sender.name}`,
    measured: `${isDone ? `${time.toFixed(3)} x time` : 'not finished'}, ${sent.toFixed(3)} x bytes`,
    budget: held && `${held.time} x, ${held.bytes} x`,
    within: isDone && (!held || (time <= held.time && sent <= held.bytes)),
    note: `${isDone ? '' : `${arrived.length} bytes there after ${time.toFixed(1)} x; `}${requests}${said}`,
  }
}
