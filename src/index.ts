/** Plimsoll as a library. Each room is also a subpath: `plimsoll/core`, `plimsoll/detectors`, … */

export {
  type AssessOptions,
  assess,
  type Environment,
  gate,
  type Plan,
  planAssessment,
  planPaths,
  readProject,
} from './assess/index.ts'
export { attacks } from './attacks/index.ts'
export * from './core/index.ts'
export { defenses } from './defenses/index.ts'
export { detectors } from './detectors/index.ts'
export { findInputs, openDataset } from './io/index.ts'
export { judges } from './judges/index.ts'
export { builtinPolicy, parsePolicy } from './policy/index.ts'
export { audits } from './stages/index.ts'
