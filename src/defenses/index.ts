import type { AnyDefense } from '../core/index.ts'
import { deduplicate } from './cleaning/deduplicate.ts'
import { deduplicateNear } from './cleaning/deduplicate-near.ts'
import { drop } from './cleaning/drop.ts'
import { mask } from './cleaning/mask.ts'
import { redact } from './cleaning/redact.ts'
import { stripHidden } from './cleaning/strip-hidden.ts'
import { surrogate } from './cleaning/surrogate.ts'

/** Every defense, sorted by id. */
export const defenses: readonly AnyDefense[] = [
  deduplicate,
  deduplicateNear,
  drop,
  mask,
  redact,
  stripHidden,
  surrogate,
]
