/** A built file of the panel. */
export interface PanelFile {
  readonly type: string
  readonly bytes: Uint8Array
}
