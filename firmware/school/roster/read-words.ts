/** The meaning of a cell: `undefined` is an empty one, which says nothing; `unclear` is a word that nobody here knows. */
export type Said = 'yes' | 'no' | 'unclear' | undefined

/** A table of words; `no` beats `yes`, and a single word in neither makes the cell unclear. */
interface Words {
  readonly yes: RegExp
  readonly no: RegExp
  /** Words that change nothing beside a yes. */
  readonly filler: RegExp
}

const refusal =
  /^(?:tidak|tdk|tak|ngga?k|gak|bukan|belum|blm|blum|jangan|tanpa|tolak|ditolak|menolak|penolakan|keberatan|cabut|dicabut|mencabut|pencabutan|batal|dibatalkan|membatalkan|pembatalan|urung|mundur|no|not|none|never|false|f|n|t|0|✗|✘|❌|☒|refused?|denied|declined?|withdrawn?|revoked?|cancell?ed|rejected?|pending)$/u

const consent: Words = {
  yes: /^(?:ya|y|yes|iya|ada|sudah|sdh|udah|setuju|disetujui|menyetujui|izin|ijin|diizinkan|diijinkan|mengizinkan|mengijinkan|berizin|boleh|bersedia|ok|oke|true|v|1|√|✓|✔|☑|✅|agreed?|consent(?:ed)?|granted|approved|given|signed|ditandatangani|lengkap)$/u,
  no: refusal,
  filler:
    /^(?:surat|suratnya|orang|tua|orangtua|ortu|wali|ayah|ibu|bapak|dan|oleh|dari|dengan|tertulis|terlampir|parents?|by|the|letter|saja|sekali)$/u,
}

// Besides the words of schools the codes of the registry from the moment it holds a recording: see the table of codes
// in `student-status`. A code of failure asks for another recording.
const recorded: Words = {
  yes: /^(?:ya|y|yes|iya|ada|sudah|sdh|udah|selesai|true|v|1|√|✓|✔|☑|✅|terekam|direkam|recorded|enrolled|done|prr|sfe|dup|print_ready_record|sent_for_enrollment|received_at_central|duplicate_record|processing|packet_retry|adjudicate_\w+|bio_captured|card_printed|card_shipped|card_issued|tercetak|dicetak|cetak|terbit|diterbitkan)$/u,
  no: /^(?:tidak|tdk|tak|bukan|belum|blm|blum|gagal|batal|ulang|no|not|none|never|false|f|n|t|0|✗|✘|❌|☒|unregistered|efac|enroll_\w+|search_\w+|missing_biometric_exception|pending)$/u,
  filler:
    /^(?:rekam|perekaman|merekam|biometrik|ktp|ktp-el|e-ktp|ektp|el|siap|kartu|di|dukcapil|sekolah|the|card)$/u,
}

const married: Words = {
  yes: /^(?:ya|y|yes|iya|sudah|sdh|true|v|1|√|✓|✔|☑|✅|kawin|menikah|nikah|married|k|cerai|janda|duda|divorced|widowed)$/u,
  no: /^(?:tidak|tdk|tak|bukan|belum|blm|blum|bk|tk|lajang|single|unmarried|no|not|false|f|n|t|b|0|✗|✘|❌|☒)$/u,
  filler: /^(?:status|hidup|mati|tercatat|kawin|menikah|nikah)$/u,
}

/**
 * A parents' word about consent. A cross may be a tick or a refusal, so `x` is unclear. A refusal counts wherever it
 * stands: "Tidak, ayah menolak", "Sudah dicabut".
 */
export const readConsent = (text: string): Said => read(text, consent)

export const readRecorded = (text: string): Said => read(text, recorded)

export const readMarried = (text: string): Said => read(text, married)

const longestCell = 200
const dashes = /^[-\u2013\u2014]+$/
const invisible = /\p{Cf}|\p{Variation_Selector}/gu
const tokens = /[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*|[^\s\p{L}\p{N}_.,;:!()/'"\u2013\u2014-]/gu

function read(text: string, { yes, no, filler }: Words): Said {
  const plain = text.normalize('NFKC').replace(invisible, '').toLowerCase().trim()
  if (plain === '') return undefined
  if (dashes.test(plain)) return 'no'
  if (plain.length > longestCell) return 'unclear'
  const words = plain.match(tokens) ?? []
  if (words.some((word) => no.test(word))) return 'no'
  const isKnown = words.every((word) => yes.test(word) || filler.test(word))
  return isKnown && words.some((word) => yes.test(word)) ? 'yes' : 'unclear'
}
