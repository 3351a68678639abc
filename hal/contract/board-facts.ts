/** A board's knowledge of itself; `undefined` where it cannot know. Quick to ask, at any time. */
export interface BoardFacts {
  /** Room for data. */
  freeBytes(): number | undefined
  /** How many more files its file system can hold. */
  freeFiles(): number | undefined
  /** Whether the place for data can be written to at all: a kernel that meets errors makes it read-only. */
  mayWrite(): boolean | undefined
  temperatureCelsius(): number | undefined
  /** Above this it is too hot. */
  readonly hotCelsius: number
  /** Whether the supply is too weak now. */
  underVoltage(): boolean | undefined
  /** Memory that programs may still take. */
  memoryBytes(): number | undefined
  clock(): ClockFacts
  storage(): StorageFacts
}

export interface ClockFacts {
  /** Whether the system has set its clock by the network since it started. */
  readonly synchronised: boolean | undefined
  /** Whether there is a clock that goes on without power. */
  readonly hardware: boolean | undefined
}

/** The medium under the data folder. */
export interface StorageFacts {
  /** `card`: an SD card or eMMC. */
  readonly medium: 'card' | 'other' | undefined
  /** Errors that its file system has noted since it was made. */
  readonly errors?: number
  /** Share of its life that is used up, as the medium says; SD cards say nothing. */
  readonly wornPercent?: number
}

/** A board that knows nothing. */
export const unknownFacts: BoardFacts = {
  freeBytes: () => undefined,
  freeFiles: () => undefined,
  mayWrite: () => undefined,
  temperatureCelsius: () => undefined,
  hotCelsius: 80,
  underVoltage: () => undefined,
  memoryBytes: () => undefined,
  clock: () => ({ synchronised: undefined, hardware: undefined }),
  storage: () => ({ medium: undefined }),
}
