import { parse, TomlError } from 'smol-toml'
import type { z } from 'zod'
import type { SettingFault } from '../../firmware/console/boards.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import type { BoardData } from '../assembly/board-data.ts'
import { boardClashes } from '../assembly/check-board.ts'
import { nearestWord } from './nearest-word.ts'
import { knownWords, type Override, overrideSchema } from './override-schema.ts'
import { placeOf } from './place-of.ts'

/** Longer than any honest `board.toml`, in bytes. */
export const mostOverrideBytes = 16 * 1024

/**
 * A board as a site changed it with a TOML 1.0 document. All or nothing: with one fault nothing is changed, and
 * all faults are reported, each with its line.
 */
export function readOverride<T extends BoardData>(
  data: T,
  bytes: Uint8Array,
): Result<T, readonly SettingFault[]> {
  if (bytes.length > mostOverrideBytes) return err([{ words: `lebih besar dari ${mostOverrideBytes} byte` }])
  const text = Buffer.from(bytes).toString('utf8')
  const parsed = parseToml(text)
  if (!parsed.ok) return parsed
  const checked = overrideSchema.safeParse(parsed.value)
  if (!checked.success) return err(checked.error.issues.flatMap((issue) => issueFaults(text, issue)))
  const changed = changedBoard(data, checked.data)
  const clashes = boardClashes(changed)
  if (clashes.length === 0) return ok(changed)
  return err(clashes.map(({ paths, words }) => ({ line: lineOfClash(text, paths), words })))
}

// One of the settings may be the board's own, and then the other is the site's.
function lineOfClash(text: string, paths: readonly (readonly string[])[]): number | undefined {
  const places = paths.map((path) => placeOf(text, path))
  return (places.find((place) => place?.exact) ?? places[0])?.line
}

function parseToml(text: string): Result<unknown, readonly SettingFault[]> {
  try {
    return ok(parse(text, { maxDepth: 8, unsafeKeyBehaviour: 'throw' }))
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    const words = `tidak terbaca sebagai TOML pada huruf ke-${cause.column}. Periksa tanda kutip, kurung dan tanda =`
    return err([{ line: cause.line, words }])
  }
}

function issueFaults(text: string, issue: z.core.$ZodIssue): readonly SettingFault[] {
  const path = issue.path.map(String)
  if (issue.code !== 'unrecognized_keys')
    return [{ line: placeOf(text, path)?.line, words: `${path.join('.')} ${issue.message}` }]
  return issue.keys.map((key) => {
    const known = knownWords(path)
    const nearest = nearestWord(key, known)
    const remedy = nearest ? `Maksudnya ${nearest}?` : `Yang dikenal di sini: ${known.join(', ')}.`
    return {
      line: placeOf(text, [...path, key])?.line,
      words: `${[...path, printable(key)].join('.')} tidak dikenal. ${remedy}`,
    }
  })
}

// A key may hold anything when it is quoted, and what is said here reaches a terminal.
function printable(key: string): string {
  return key.replace(/[^ -~]/g, '?').slice(0, 40)
}

function changedBoard<T extends BoardData>(
  data: T,
  { pack, screen, gpio, scanner, camera, thermal }: Override,
): T {
  const { lines, pulls, ...chip } = gpio ?? {}
  return {
    ...data,
    ...(pack && { pack }),
    screen: { ...data.screen, ...screen },
    gpio: {
      ...data.gpio,
      ...chip,
      lines: { ...data.gpio.lines, ...lines, lamp: { ...data.gpio.lines.lamp, ...lines?.lamp } },
      pulls: { ...data.gpio.pulls, ...pulls },
    },
    scanner: { ...data.scanner, ...scanner },
    camera: { ...data.camera, ...camera },
    thermal: { ...data.thermal, ...thermal },
  }
}
