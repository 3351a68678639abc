/** How many cases a property gets: what suits every day, or 100,000 when `REKAM_FUZZ` is `long`. */
export function fuzzRuns(everyday: number): number {
  return process.env['REKAM_FUZZ'] === 'long' ? 100_000 : everyday
}
