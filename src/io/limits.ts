import type { Limits } from './contract.ts'

const MIB = 1024 * 1024

/**
 * Bounds that ordinary data never meets. A row of 16 MiB is some four million words: longer than any book, and
 * small enough that its bytes, its text and its fields together stay far below a gigabyte.
 */
export const DEFAULT_LIMITS: Limits = {
  maxRowBytes: 16 * MIB,
  maxExpansion: 1000,
  maxDepth: 128,
  maxMemberBytes: 256 * MIB,
  maxDecompressedBytes: 256 * 1024 * MIB,
}

/** The default limits with the given ones put in their place. */
export function withDefaultLimits(limits: Partial<Limits> = {}): Limits {
  return { ...DEFAULT_LIMITS, ...limits }
}
