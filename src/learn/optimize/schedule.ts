/** How the learning rate moves over the steps of a job. */
export interface ScheduleOptions {
  readonly kind: 'constant' | 'linear' | 'cosine'
  readonly peak: number
  /** Steps of linear rise from zero; 0 when left out. */
  readonly warmupSteps?: number
  /** Rate at the end of `linear` and `cosine`; 0 when left out. */
  readonly floor?: number
}

/** The learning rate of a step, which counts from 1, of `steps` in all. */
export function learningRateAt(schedule: ScheduleOptions, step: number, steps: number): number {
  const { kind, peak, warmupSteps = 0, floor = 0 } = schedule
  if (step <= warmupSteps) return (peak * step) / warmupSteps
  if (kind === 'constant') return peak
  const share = Math.min(1, (step - 1 - warmupSteps) / Math.max(1, steps - warmupSteps))
  const left = kind === 'linear' ? 1 - share : (1 + Math.cos(Math.PI * share)) / 2
  return floor + (peak - floor) * left
}
