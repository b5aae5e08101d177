export { type SyntheticAssessmentOptions, syntheticAssessment } from './assessment.ts'
