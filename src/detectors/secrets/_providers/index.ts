import type { ProviderRow } from './_row.ts'
import { AI } from './ai.ts'
import { BUSINESS } from './business.ts'
import { CHAT } from './chat.ts'
import { CHINA } from './china.ts'
import { CLOUD } from './cloud.ts'
import { CODE } from './code.ts'
import { PLATFORM } from './platform.ts'

/** Every provider whose keys are known. */
export const PROVIDERS: readonly ProviderRow[] = [
  ...AI,
  ...BUSINESS,
  ...CHAT,
  ...CHINA,
  ...CLOUD,
  ...CODE,
  ...PLATFORM,
]
