import type { AnyDefense } from '../core/index.ts'
import { deduplicate } from './cleaning/deduplicate.ts'
import { deduplicateNear } from './cleaning/deduplicate-near.ts'
import { drop } from './cleaning/drop.ts'
import { dropPoisoned } from './cleaning/drop-poisoned.ts'
import { mask } from './cleaning/mask.ts'
import { redact } from './cleaning/redact.ts'
import { relabel } from './cleaning/relabel.ts'
import { stripHidden } from './cleaning/strip-hidden.ts'
import { stripTrigger } from './cleaning/strip-trigger.ts'
import { surrogate } from './cleaning/surrogate.ts'

/** Every defense, sorted by id. */
export const defenses: readonly AnyDefense[] = [
  deduplicate,
  deduplicateNear,
  drop,
  dropPoisoned,
  mask,
  redact,
  relabel,
  stripHidden,
  stripTrigger,
  surrogate,
]
