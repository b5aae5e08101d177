export * from './contract.ts'
export { DEFAULT_LIMITS } from './limits.ts'
