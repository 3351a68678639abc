import type { ScannerFault, ScannerMatcher } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { answerMs, code, command, refusal } from './ef01-command.ts'
import type { Ask, Ef01Link } from './ef01-link.ts'
import { createEf01TemplateReader } from './ef01-template.ts'

/** Comparison inside the part: features of the last image against a template from the host. */
export function createEf01Matcher(
  link: Ef01Link,
  ask: Ask,
  sizes: { readonly templateBytes: number | undefined; readonly frameBytes: number },
  lock: <T>(work: () => Promise<T>) => Promise<T>,
): ScannerMatcher {
  const expectOk = async (
    payload: readonly number[],
    during: string,
    signal: AbortSignal,
  ): Promise<Result<void, ScannerFault>> => {
    const answer = await ask(payload, answerMs.work, signal)
    if (!answer.ok) return answer
    return answer.value.code === code.ok ? ok() : err(refusal(answer.value.code, during))
  }
  const readTemplate = createEf01TemplateReader(link, ask, sizes.templateBytes)
  return {
    template: (signal) =>
      lock(async () => {
        const extracted = await expectOk(command.extract(1), 'Img2Tz', signal)
        if (!extracted.ok) return extracted
        return readTemplate(1, signal)
      }),
    compare: (template, signal) =>
      lock(async () => {
        const extracted = await expectOk(command.extract(1), 'Img2Tz', signal)
        if (!extracted.ok) return extracted
        const started = await expectOk(command.downTemplate(2), 'DownChar', signal)
        if (!started.ok) return started
        const sent = await link.sendData(template, sizes.frameBytes, signal)
        if (!sent.ok) return sent
        const answer = await ask(command.match, answerMs.work, signal)
        if (!answer.ok) return answer
        const { rest } = answer.value
        const score = ((rest[0] ?? 0) << 8) | (rest[1] ?? 0)
        if (answer.value.code === code.ok) return ok({ same: true, score })
        if (answer.value.code === code.different) return ok({ same: false, score })
        return err(refusal(answer.value.code, 'Match'))
      }),
  }
}
