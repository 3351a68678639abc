import { impact } from './impact.ts'
import { type Problem, problems } from './problem.ts'

/** The page for technicians, in Markdown: every problem, its remedy, and the effect on a school. */
export function problemsPage(): string {
  const entries: readonly (readonly [string, Problem])[] = Object.entries(problems)
  return `# Yang bisa ditemukan rekam doctor

Kode enam huruf di telepon menyebut nomornya dan yang terukur: \`rekam doctor --explain KODE\`. Satu gangguan tidak
menahan bagian lain. Halaman ini dibuat dari \`problem.ts\`.

| nomor | nama | sebab | yang dilakukan | terukur | sementara itu |
|---|---|---|---|---|---|
${entries.map(([name, one]) => row(name, one)).join('\n')}
`
}

function row(name: string, one: Problem): string {
  const { number, cause, remedy, unit = '' } = one
  return `| ${number} | \`${name}\` | ${cause} | ${remedy} | ${unit} | ${impact(one)} |`
}
