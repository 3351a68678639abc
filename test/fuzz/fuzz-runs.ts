/** How many inputs a fuzz test tries: `everyday`, or 100,000 when `REKAM_FUZZ` is `long`. */
export function fuzzRuns(everyday: number): number {
  return process.env['REKAM_FUZZ'] === 'long' ? 100_000 : everyday
}
