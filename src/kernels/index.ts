export * from './anchor-table.ts'
export * from './anchors.ts'
export * from './bottom-sketch.ts'
export * from './candidate-pairs.ts'
export * from './content-chunks.ts'
export * from './disjoint-sets.ts'
export * from './fingerprint.ts'
export * from './fingerprint-table.ts'
export * from './min-hash.ts'
export * from './packed-places.ts'
export * from './repeat-filter.ts'
export * from './shared-runs.ts'
export * from './shingles.ts'
export * from './wasm/base64-glimpse.ts'
export type {
  EncoderLayerWeights,
  EncoderStack,
  NormWeights,
  QuantizedMatrix,
  RunLayers,
} from './wasm/encoder-layers.reference.ts'
export * from './wasm/encoder-layers.ts'
export * from './wasm/look-tables.ts'
export type { SampleMarker, SampleMarks, SampleSketch } from './wasm/sample-marks.reference.ts'
export * from './wasm/sample-marks.ts'
export * from './wasm/screen-tables.ts'
export * from './wasm/text-look.ts'
export * from './wasm/text-screen.ts'
export * from './word-tokens.ts'
