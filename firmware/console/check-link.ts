import { schoolDay } from '../base/school-day.ts'
import { keyListInForce, receiptKeysInForce } from '../kiosk/key-list-in-force.ts'
import { forwardingWords } from '../staff/forwarding-words.ts'
import { openDocument } from '../state/document.ts'
import { notNow } from '../uplink/link-policy.ts'
import { probe } from '../uplink/probe.ts'
import { noSenderMemory, parseSenderMemory } from '../uplink/sender-memory.ts'
import { TusOffice } from '../uplink/tus-office.ts'
import type { ConsoleBoard, ConsoleWorld } from './console-world.ts'
import { openDeviceKey } from './device-key.ts'
import type { Finding } from './finding.ts'
import { openSite } from './open-site.ts'

/** Whether something could be sent now: what the system says, what policy allows, and whether the registry answers. */
export async function checkLink(world: ConsoleWorld, board: ConsoleBoard, folder: string): Promise<Finding> {
  const part = 'link'
  const disk = world.openDisk(folder)
  const site = await openSite(disk)
  if (!site.ok)
    return { part, state: 'fault', words: 'site.json tidak terbaca. Pasang lagi: rekam provision.' }
  if (!site.value?.registryUrl) return { part, state: 'good', words: forwardingWords({ at: 'no-registry' }) }
  const { registryUrl, zone, link: policy } = site.value
  const memory = await openDocument(disk, 'state/uplink.json', parseSenderMemory, noSenderMemory)
  const time = { wallMs: Math.trunc(world.clock.wallMs()), trust: 'none' } as const
  const used =
    memory.ok && memory.value.value.day === schoolDay(time.wallMs, zone) ? memory.value.value.usedBytes : 0
  const why = notNow(policy, { hint: await board.link.hint(world.stopped), usedBytes: used, time, zone })
  if (why) return { part, state: 'fault', words: forwardingWords({ at: 'not-now', why }) }
  const identity = await openDeviceKey(disk, world.entropy)
  const keys = await keyListInForce(disk, site.value)
  if (!identity.ok || !keys.ok) return { part, state: 'fault', words: 'Kunci kios tidak terbaca.' }
  const { device } = identity.value
  const receiptKeys = () => receiptKeysInForce(keys.value)
  const office = new TusOffice(world.http, world.clock, registryUrl)
  const asking = { office, entropy: world.entropy, registryUrl, device, receiptKeys }
  const hello = await probe(asking, world.stopped)
  if (!hello.ok)
    return {
      part,
      state: 'fault',
      words: forwardingWords({ at: 'trouble', fault: hello.fault.kind, retryMs: 0 }),
    }
  const minutes = Math.round((hello.value.wallMs - time.wallMs) / 60_000)
  const clock = Math.abs(minutes) > 5 ? ` Jam kotak ini meleset ${Math.abs(minutes)} menit.` : ''
  return { part, state: 'good', words: `Dukcapil menjawab dan dikenal.${clock}` }
}
