import { type ArtifactKind, both, type Localized, type OutcomeStatus } from '../core/index.ts'

/** How a stage stands once its audits are taken together; `partial` means that some audits did not run. */
export type StageStatus = OutcomeStatus | 'partial'

export const STATUS_TITLES: Readonly<Record<StageStatus, Localized>> = {
  pass: both('Pass', '通过'),
  fail: both('Fail', '未通过'),
  error: both('Error', '出错'),
  'not-evaluated': both('Not evaluated', '未评估'),
  partial: both('Partly evaluated', '部分评估'),
}

export const KIND_TITLES: Readonly<Record<ArtifactKind, Localized>> = {
  corpus: both('Corpus', '语料'),
  instructions: both('Instructions', '指令数据'),
  classification: both('Classification', '分类数据'),
  preferences: both('Preferences', '偏好数据'),
  documents: both('Documents', '文档'),
  log: both('Conversation log', '对话日志'),
  rewards: both('Reward log', '奖励日志'),
  updates: both('Federated updates', '联邦更新'),
  files: both('Model files', '模型文件'),
  media: both('Media', '媒体'),
}

const UNITS: Readonly<Record<string, Localized>> = {
  fraction: both('share', '占比'),
  count: both('count', '计数'),
  ratio: both('ratio', '比值'),
  bits: both('bits', '比特'),
  bytes: both('bytes', '字节'),
  seconds: both('seconds', '秒'),
  tokens: both('tokens', '词元'),
  epsilon: both('epsilon', 'ε'),
}

/** A unit as people read it; an unknown one stays as it is. */
export const unitTitle = (unit: string): Localized =>
  (Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined) ?? both(unit, unit)
