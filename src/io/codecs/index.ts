import { bzip2 } from './bzip2.ts'
import type { Codec } from './codec.ts'
import { gzip } from './gzip.ts'
import { xz } from './xz.ts'
import { zstd } from './zstd.ts'

export { BrokenCompression, type Codec } from './codec.ts'

/** Every compression, sorted by name. */
export const codecs: readonly Codec[] = [bzip2, gzip, xz, zstd]
