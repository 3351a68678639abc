import type { DeviceUnderTest } from './device-under-test.ts'
import { type Finding, good, problem, unseen } from './finding.ts'
import type { Guide } from './guide.ts'

const nobodyThere = 'Belum dilihat orang: ulangi di layar, dari menu petugas.'
const answerMs = 20_000

/** Lamp, buzzer, voice and help button: parts that only a person at the box can judge. */
export async function checkFront(
  deviceUnderTest: DeviceUnderTest,
  guide: Guide,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings = [
    ...(await checkLamp(deviceUnderTest, guide, signal)),
    await checkBuzzer(deviceUnderTest, guide, signal),
    await checkVoice(deviceUnderTest, guide, signal),
    await checkHelpButton(deviceUnderTest, guide, signal),
  ]
  deviceUnderTest.indicator.lamp({ colour: 'off', rhythm: 'steady' })
  return findings
}

async function checkLamp(
  { clock, indicator }: DeviceUnderTest,
  guide: Guide,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  if (!guide.attended) return [unseen('lamp', nobodyThere)]
  const dead: Finding[] = []
  for (const colour of indicator.lights) {
    indicator.lamp({ colour, rhythm: 'steady' })
    using deadline = clock.deadline(answerMs, signal)
    const seen = await guide.ask(`lamp-${colour}`, deadline.signal)
    if (seen === undefined) return [...dead, unseen('lamp', nobodyThere)]
    if (!seen) dead.push(problem('lamp', `lamp-${colour}`))
  }
  return dead.length > 0 ? dead : [good('lamp', 'semua warna terlihat')]
}

async function checkBuzzer(
  { clock, indicator }: DeviceUnderTest,
  guide: Guide,
  signal: AbortSignal,
): Promise<Finding> {
  if (!guide.attended) return unseen('buzzer', nobodyThere)
  indicator.buzzer([200, 200, 200])
  using deadline = clock.deadline(answerMs, signal)
  const heard = await guide.ask('buzzer', deadline.signal)
  if (heard === undefined) return unseen('buzzer', nobodyThere)
  return heard ? good('buzzer', 'bunyi terdengar') : problem('buzzer', 'buzzer-silent')
}

async function checkVoice(
  { clock, voice }: DeviceUnderTest,
  guide: Guide,
  signal: AbortSignal,
): Promise<Finding> {
  const checked = await voice.check(signal)
  if (!checked.ok)
    return problem('voice', checked.fault.kind === 'missing' ? 'voice-missing' : 'voice-failed')
  if (!guide.attended) return unseen('voice', 'program suara ada; belum didengar orang')
  void voice.say(['Ini suara kotak Rekam.'], 'id', 3)
  using deadline = clock.deadline(answerMs, signal)
  const heard = await guide.ask('voice', deadline.signal)
  voice.hush()
  if (heard === undefined) return unseen('voice', nobodyThere)
  return heard ? good('voice', 'suara terdengar') : problem('voice', 'voice-silent')
}

async function checkHelpButton(
  { clock, helpPressed }: DeviceUnderTest,
  guide: Guide,
  signal: AbortSignal,
): Promise<Finding> {
  if (!guide.attended) return unseen('help-button', nobodyThere)
  guide.tell('press-help')
  using deadline = clock.deadline(answerMs, signal)
  await helpPressed(deadline.signal)
  guide.rest()
  return deadline.signal.aborted
    ? problem('help-button', 'help-button-dead')
    : good('help-button', 'tekanan terasa')
}
