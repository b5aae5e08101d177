import { attacks } from '../attacks/index.ts'
import type { Definition } from '../core/index.ts'
import { defenses } from '../defenses/index.ts'
import { detectors } from '../detectors/index.ts'
import { judges } from '../judges/index.ts'
import { audits, modelAudits } from '../stages/index.ts'

/** Every definition, by its kind. */
export const CATALOG = {
  audit: [...audits, ...modelAudits].sort((a, b) => (a.id < b.id ? -1 : 1)),
  detector: detectors,
  attack: attacks,
  judge: judges,
  defense: defenses,
} as const satisfies Readonly<Record<string, readonly Definition[]>>

export type CatalogKind = keyof typeof CATALOG
