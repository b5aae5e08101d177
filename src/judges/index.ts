import type { Judge } from '../core/index.ts'
import { leak } from './leak.ts'

/** Every judge, sorted by id. */
export const judges: readonly Judge[] = [leak]
