import type { ListFault } from '../custody/crypto/numbered-list.ts'
import { isStateFault, type StateFault } from '../custody/document/durable-adapter.ts'

/** Why a list of the registry was not taken, and what to do. */
export function listFaultWords(fault: ListFault): string {
  switch (fault.kind) {
    case 'unknown-version':
      return 'dibuat oleh Rekam yang lebih baru. Perbarui perangkat lunak ini dulu.'
    case 'malformed':
      return 'bukan daftar Rekam, atau rusak. Salin sekali lagi.'
    case 'bad-signature':
      return 'tanda tangannya bukan dari kunci induk Dukcapil. Minta berkas yang benar.'
    case 'older':
      return `nomor ${fault.number} lebih lama dari yang berlaku. Minta yang terbaru.`
    case 'contradicts':
      return `ada dua daftar berbeda dengan nomor ${fault.number}. Laporkan ke Dukcapil.`
  }
}

/** The sentence about a file with a list that is not in force now: the list is wrong, or our disk is. */
export function notTakenWords(file: string, fault: ListFault | StateFault): string {
  if (isStateFault(fault)) return `Tidak tersimpan: ${fault.kind}`
  return `${file}: ${listFaultWords(fault)} Tidak ada yang diubah.`
}

/** The newest key list a kiosk had is damaged, and an older one must not take its place. */
export function keysLostWords(number: number): string {
  return (
    `Daftar kunci nomor ${number} rusak. Kios tidak merekam dan tidak percaya tanda terima ` +
    'sampai daftar terbaru dipasang lagi: rekam keys update key-list.json'
  )
}
