import type { Attack } from '../core/index.ts'
import { hiddenInstruction } from './poisoning/hidden-instruction.ts'

/** Every attack, sorted by id. */
export const attacks: readonly Attack[] = [hiddenInstruction]
