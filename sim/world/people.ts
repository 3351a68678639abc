import type { Person } from '../actor/panel-student.ts'
import type { SeededRandom } from '../random/seeded-random.ts'

const given = ['SITI', 'AHMAD', 'NUR', 'RIZKI', 'RAHMAH', 'HAIRUL', 'JUMIATI', 'GUSTI', 'NORLAILA', 'FAUZAN']
const family = [
  'AMINAH',
  'FAUZI',
  'HALIZAH',
  'RAHMAN',
  'ANWAR',
  'MAULIDA',
  'SAPUTRA',
  'HASANAH',
  'YUSUF',
  'KHAIRANI',
]

/** Made-up pupils of 16 and 17, each with numbers and a name of their own. */
export function drawPeople(count: number, random: SeededRandom): readonly Person[] {
  return Array.from({ length: count }, (_, index) => {
    const [one, two] = [pick(given, random), pick(family, random)]
    const month = 1 + Math.floor(random.next() * 12)
    const day = 1 + Math.floor(random.next() * 28)
    const born = `2009-${pad(month, 2)}-${pad(day, 2)}`
    const serial = pad(index + 1, 4)
    return {
      // The serial makes each name findable in a file, and no two alike.
      name: `${one} ${two} ${letters(index)}`,
      nik: `631101${pad(day, 2)}${pad(month, 2)}09${serial}`,
      nisn: `009${pad(index + 1, 7)}`,
      born,
    }
  })
}

/** Somebody else of the same name and birth date, with other numbers, as in a second class there may be. */
export function namesakeOf({ nik, nisn, ...person }: Person): Person {
  return { ...person, nik: `${nik.slice(0, 12)}9${nik.slice(13)}`, nisn: `008${nisn.slice(3)}` }
}

/** The class list as a school would export it; `consent` is what stands in that column. */
export function classListOf(people: readonly Person[], consent = 'ada'): string {
  const head = 'Nama Lengkap;NIK;NISN;L/P;Tempat, Tgl Lahir;Kelas;Izin Orang Tua;Sudah Rekam?'
  const rows = people.map(({ name, nik, nisn, born }, index) => {
    const [year, month, day] = born.split('-')
    return `${name};${nik};${nisn};L;Paringin, ${day}-${month}-${year};XI IPA ${1 + (index % 3)};${consent};belum`
  })
  return `${[head, ...rows].join('\n')}\n`
}

function pick(words: readonly string[], random: SeededRandom): string {
  return words[Math.floor(random.next() * words.length)] ?? ''
}

function letters(index: number): string {
  const one = String.fromCharCode(65 + (index % 26))
  const two = String.fromCharCode(65 + (Math.floor(index / 26) % 26))
  return `QX${two}${one}Z`
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
