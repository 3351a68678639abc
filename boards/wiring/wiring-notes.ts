import type { PiData } from '../assembly/board-data.ts'
import { ownResistors } from './own-resistors.ts'
import { sensorSupply } from './sensor-supply.ts'
import { isOnHeader } from './uart-lines.ts'
import { wiresOf } from './wires-of.ts'

/** Notes that a drawing of pins cannot show, one sentence each, in Indonesian. */
export function wiringNotes(data: PiData): readonly string[] {
  const { gpio, scanner } = data
  return [
    'Cabut listrik sebelum memasang kabel. Tunggu 2 detik sebelum menyalakan lagi.',
    'Semua jalur tahan 3,3 V saja. Jangan sambungkan 5 V ke pin BCM.',
    ...sensorNotes(data),
    gpio.lines.tower
      ? 'Menara: pin hanya ke masukan modul saklar; 12 V tidak boleh sampai ke pin mana pun.'
      : 'Lampu: resistor 220 ohm di setiap kaki warna.',
    ...(gpio.activeLow.includes('buzzer')
      ? []
      : ['Bel: pin ke resistor 1 kilohm ke basis; bel di antara 5 V dan kolektor; emitor ke GND.']),
    ...ownResistors(data).map((part) => {
      const up = gpio.activeLow.includes(part) !== (part === 'tamper')
      return `Jalur ${gpio.lines[part]} (${part}): resistor 10 kilohm dari pin ke ${up ? '3,3 V' : 'GND'}.`
    }),
    ...sharedPins(data).map((pin) => `Pin ${pin} dipakai beberapa kabel: satukan di papan sambung.`),
    ...(isOnHeader(data) ? [] : [`Sensor ${scanner.model} tidak di kepala pin ini: ${scanner.path}.`]),
  ]
}

function sensorNotes(data: PiData): readonly string[] {
  if (!isOnHeader(data)) return []
  const { model } = data.scanner
  const varies = `Warna kabel ${model} berbeda tiap pabrik: ikuti nama kakinya, bukan warnanya.`
  if (sensorSupply[model]) return [varies]
  return [varies, `Daya ${model}: lihat lembar datanya, lalu pilih pin 3,3 V atau 5 V.`]
}

function sharedPins(data: PiData): readonly number[] {
  const pins = wiresOf(data).map(({ pin }) => pin)
  return [...new Set(pins.filter((pin, index) => pins.indexOf(pin) < index))]
}
