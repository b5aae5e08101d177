export { type SyntheticAssessmentOptions, syntheticAssessment } from './assessment.ts'
export { HOSTILE_TEXTS, hostileAssessment } from './hostile.ts'
export { collectText } from './text.ts'
