import type { Localized } from '../../core/index.ts'
import type { TextEncoding } from './text-codec.ts'
export interface DetectedEncoding {
  readonly encoding?: TextEncoding
  readonly reason?: Localized
}
export function detectEncoding(bytes: Uint8Array, complete: boolean): DetectedEncoding {
  return { encoding: 'utf-8' }
}
