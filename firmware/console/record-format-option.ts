import { Option } from 'commander'
import { mosipDpi } from '../core/mosip-dpi.ts'
import { recordFormats } from '../registry/intake/assemble-record.ts'

/** `--format`, with a word on the offices that can load each. */
export function recordFormatOption(): Option {
  const words = [
    'bentuk rekaman: an2 (ANSI/NIST-ITL)',
    'cbeff (gambar apa adanya, MOSIP harus mengubahnya dulu)',
    `mosip (siap dimuat MOSIP, hanya sensor ${mosipDpi.least} sampai ${mosipDpi.most} dpi)`,
  ]
  return new Option('--format <format>', words.join(', ')).choices(recordFormats).default('an2')
}
