import type { Format } from './format.ts'

/** Every format, sorted by name. */
export const formats: readonly Format[] = []
