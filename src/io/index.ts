export * from './contract.ts'
export { DEFAULT_LIMITS } from './limits.ts'
export { openDataset } from './open-dataset.ts'
