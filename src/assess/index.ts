export { type AssessOptions, assess, type Environment, quotePath, type RunProgress } from './assess.ts'
export { countAtLeast, EXIT, gate } from './gate.ts'
export { type Plan, type PlannedInput, planAssessment, planPaths } from './plan.ts'
export {
  PROJECT_FILE,
  type Project,
  projectPolicy,
  projectSchema,
  readProject,
  resolvePolicy,
} from './project.ts'
