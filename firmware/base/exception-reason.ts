/** Why a finger has no image (domain: official "pengecualian biometri"). */
export const fingerExceptions = ['missing', 'bandaged', 'unreadable', 'declined'] as const

export type FingerException = (typeof fingerExceptions)[number]
