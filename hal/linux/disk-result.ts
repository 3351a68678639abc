import type { DiskFault } from '../contract/disk.ts'
import { err, ok, type Result } from '../contract/result.ts'

/** A fault that the system has no call for. */
export class ErrorWithCode extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Does work on a file system: an error of the system is a fault, any other a bug. */
export async function diskResult<T>(path: string, work: () => Promise<T>): Promise<Result<T, DiskFault>> {
  try {
    return ok(await work())
  } catch (cause) {
    return err(faultOf(path, cause))
  }
}

function faultOf(path: string, cause: unknown): DiskFault {
  // An error of cleaning up lies around that of the work, which is the one to tell.
  if (cause instanceof SuppressedError) return faultOf(path, cause.suppressed)
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  switch (code) {
    case 'ENOENT':
      return { kind: 'not-found', path }
    case 'EEXIST':
    case 'ENOTEMPTY':
      return { kind: 'exists', path }
    case 'ENOSPC':
    case 'EDQUOT':
      return { kind: 'full', path }
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return { kind: 'read-only', path }
    case 'EFBIG':
    case 'ERR_FS_FILE_TOO_LARGE':
      return { kind: 'too-large', path }
    // Pulled from its socket, or the program that served it has ended.
    case 'ENODEV':
    case 'ENXIO':
    case 'ENOTCONN':
    case 'ENOMEDIUM':
      return { kind: 'gone', path }
    case undefined:
      throw cause
    default:
      return { kind: 'broken', path, detail: code }
  }
}
