/** What a board knows about itself; `undefined` where it cannot know. */
export interface BoardFacts {
  freeBytes(): number | undefined
  temperatureCelsius(): number | undefined
  underVoltage(): boolean | undefined
}
