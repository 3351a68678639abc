/**
 * Capture device technology of ISO/IEC 19794-4:2011, table 4 (0x04 optical, total internal reflection, one
 * visible colour; 0x0E semiconductor, capacitive), of a sensor named as in `packet.json`. 0 = unspecified.
 * The prism and the single colour of the optical parts are assumed: their makers publish neither.
 */
export function captureTechnology(model: string): number {
  if (/^(?:R502|R503|R551)/.test(model)) return 0x0e
  if (/^(?:AS608|FPM10A|GT-5[12]1|R30[578]|ZFM-)/.test(model)) return 0x04
  return 0
}
