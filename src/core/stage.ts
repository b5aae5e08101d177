/** The six stages of a language model's life, in order. */
export const STAGES = ['data', 'tuning', 'alignment', 'unlearning', 'deployment', 'application'] as const
export type Stage = (typeof STAGES)[number]
