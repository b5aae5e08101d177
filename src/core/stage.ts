import { both, type Localized } from './locale.ts'

/** The six stages of a language model's life, in order. */
export const STAGES = ['data', 'tuning', 'alignment', 'unlearning', 'deployment', 'application'] as const
export type Stage = (typeof STAGES)[number]

/** The stages as people read them. */
export const STAGE_TITLES: Readonly<Record<Stage, Localized>> = {
  data: both('Data', '数据'),
  tuning: both('Tuning', '微调'),
  alignment: both('Alignment', '对齐'),
  unlearning: both('Unlearning', '遗忘'),
  deployment: both('Deployment', '部署'),
  application: both('Application', '应用'),
}
