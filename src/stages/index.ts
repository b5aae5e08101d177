import type { AnyAudit, AnyModelAudit } from '../core/index.ts'
import { triggerResponse } from './alignment/trigger-response.ts'
import { backdoorTrigger } from './data/backdoor-trigger.ts'
import { contamination } from './data/contamination.ts'
import { exactDuplicates } from './data/exact-duplicates.ts'
import { hiddenText } from './data/hidden-text.ts'
import { memorization } from './data/memorization.ts'
import { nearDuplicates } from './data/near-duplicates.ts'
import { paraphrasedBenchmark } from './data/paraphrased-benchmark.ts'
import { personalData } from './data/personal-data.ts'
import { quality } from './data/quality.ts'
import { readability } from './data/readability.ts'
import { secrets } from './data/secrets.ts'
import { sharedPassages } from './data/shared-passages.ts'

/** Every audit, sorted by id. */
export const audits: readonly AnyAudit[] = [
  backdoorTrigger,
  contamination,
  exactDuplicates,
  hiddenText,
  nearDuplicates,
  paraphrasedBenchmark,
  personalData,
  quality,
  readability,
  secrets,
  sharedPassages,
]

/** Every audit that asks a model, sorted by id. */
export const modelAudits: readonly AnyModelAudit[] = [triggerResponse, memorization]
