/**
 * Resolutions of a fingerprint that MOSIP's registration takes, of the capture and of the image alike
 * (`FingerISOStandardsValidator` in mosip/bio-utils). An image never has more than its capture, so one of a sensor
 * below the least is not helped by resampling.
 */
export const mosipDpi = { least: 490, most: 1010 } as const

export function fitsMosip(dpi: number): boolean {
  return dpi >= mosipDpi.least && dpi <= mosipDpi.most
}
