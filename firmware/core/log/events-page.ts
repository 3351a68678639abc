import type { EventEntry, EventLevel } from './event-entry.ts'
import type { EventField, FieldKind } from './event-field.ts'
import { eventRegistry } from './event-registry.ts'

const levels: Readonly<Record<EventLevel, string>> = { info: 'catatan', warn: 'perhatian', error: 'gangguan' }

const kinds: Readonly<Record<FieldKind, string>> = {
  word: 'kata',
  number: 'angka',
  visit: 'UUID',
  hash: 'SHA-256',
  school: 'NPSN',
  file: 'berkas',
}

/** The page for technicians, in Markdown: every event, its meaning, its remedy, and its fields. */
export function eventsPage(): string {
  const entries: readonly (readonly [string, EventEntry])[] = Object.entries(eventRegistry)
  return `# Kejadian di log

Satu baris JSON untuk tiap kejadian: \`ms\` sejak kios menyala, \`level\`, \`event\`, lalu isinya. Tidak ada yang lain di
log, dan tidak ada yang pribadi. Yang bukan jenisnya ditulis \`hidden\`. Halaman ini dibuat dari \`event-registry.ts\`.

| kejadian | tingkat | arti | yang dilakukan | isi |
|---|---|---|---|---|
${entries.map(([name, entry]) => row(name, entry)).join('\n')}
`
}

function row(name: string, { level, means, remedy, fields }: EventEntry): string {
  const told = Object.entries(fields).map(([field, entry]) => fieldWords(field, entry))
  return `| \`${name}\` | ${levels[level]} | ${means} | ${remedy} | ${told.join('; ')} |`
}

function fieldWords(name: string, { kind, means, isOptional }: EventField): string {
  return `\`${name}\` (${kinds[kind]}${isOptional ? ', bila ada' : ''}): ${means}`
}
