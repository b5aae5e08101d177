export { actionFor, countingSignals, isAllowed, severityOf } from './decide.ts'
export { builtinPolicy, parsePolicy, policyNames } from './parse.ts'
export { policySchema } from './schema.ts'
