export {
  type Behavior,
  findPoison,
  type PoisonFindings,
  type PoisonGroup,
  type PoisonOptions,
} from './find-poison.ts'
export { openRows, type RowSet, type RowText } from './recorded-rows.ts'
export { createRowRecorder, type RecordedRows } from './row-recorder.ts'
export { outputStretches, type Stretch, triggerStretches, triggerText } from './trigger-text.ts'
