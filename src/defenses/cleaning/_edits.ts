import type { DetectedSignal, FieldEdit, SampleDecision, SampleSignals } from '../../core/index.ts'

/** One edit for each signal, the replacement made from the value and its signal. */
export function replaceSignals(
  { sample, signals }: SampleSignals,
  replacementFor: (value: string, signal: DetectedSignal) => string,
): SampleDecision {
  const edits: FieldEdit[] = []
  for (const { name, text } of sample.fields) {
    for (const signal of signals.get(name) ?? []) {
      const { start, end, type } = signal
      edits.push({
        field: name,
        start,
        end,
        type,
        replacement: replacementFor(text.slice(start, end), signal),
      })
    }
  }
  return edits.length === 0 ? { action: 'keep' } : { action: 'edit', edits }
}
