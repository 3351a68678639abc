import { probe } from '../../exchange/link/probe.ts'
import { TusClient } from '../../exchange/link/tus-client.ts'
import { forwardingWords } from '../../exchange/policy/describe-forwarding.ts'
import { notNow } from '../../exchange/policy/link-policy.ts'
import type { DeviceUnderTest } from './device-under-test.ts'
import { type Finding, good, problem } from './finding.ts'

const toleratedMinutes = 5

/** Whether something could be sent now: what the system says, what policy allows, and whether the registry answers. */
export async function checkLink(
  deviceUnderTest: DeviceUnderTest,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const { clock, entropy, http, link, site } = deviceUnderTest
  if (site === 'unreadable') return [problem('link', 'site-unreadable')]
  if (site === 'none' || !site.registryUrl) return [good('link', forwardingWords({ type: 'no-registry' }))]
  const { registryUrl, zone, policy, usedBytes, device, receiptKeys } = site
  if (device === undefined) return [problem('link', 'device-key-unreadable')]
  const time = { wallMs: Math.trunc(clock.wallMs()), trust: 'none' } as const
  const why = notNow(policy, { hint: await link.hint(signal), usedBytes, time, zone })
  if (why) {
    const name = why.kind === 'no-link' ? 'link-none' : why.kind === 'portal' ? 'link-portal' : 'link-policy'
    return [problem('link', name, 0, forwardingWords({ type: 'not-now', why }))]
  }
  const office = new TusClient(http, clock, registryUrl)
  const hello = await probe({ office, entropy, registryUrl, device, receiptKeys }, signal)
  if (!hello.ok) {
    const name = hello.fault.kind === 'not-enrolled' ? 'link-stranger' : 'link-silent'
    return [
      problem('link', name, 0, forwardingWords({ type: 'trouble', fault: hello.fault.kind, retryMs: 0 })),
    ]
  }
  const minutes = Math.abs(Math.round((hello.value.wallMs - time.wallMs) / 60_000))
  const answered = good('link', 'Dukcapil menjawab dan dikenal.')
  return minutes > toleratedMinutes ? [answered, problem('clock', 'clock-off', minutes)] : [answered]
}
