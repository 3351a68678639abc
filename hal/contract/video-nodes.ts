/** Device files of Video4Linux on this system. */
export interface VideoNodes {
  /** `/dev/video0` and the like, by number. Most are no cameras: metadata, decoders, scalers. */
  list(): Promise<readonly string[]>
}
