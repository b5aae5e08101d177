/** Cosines and sines of rotary embeddings, each [positions × headSize], both halves alike as Hugging Face lays them out. */
export interface RotaryTables {
  readonly cosines: Float32Array<ArrayBuffer>
  readonly sines: Float32Array<ArrayBuffer>
}

/** Tables for positions 0 to `positions` - 1. Source: https://arxiv.org/abs/2104.09864 */
export function rotaryTables(positions: number, headSize: number, theta: number): RotaryTables {
  const half = headSize / 2
  const cosines = new Float32Array(positions * headSize)
  const sines = new Float32Array(positions * headSize)
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < half; i++) {
      const angle = Math.fround(position * Math.fround(theta ** (-i / half)))
      for (const at of [position * headSize + i, position * headSize + i + half]) {
        cosines[at] = Math.cos(angle)
        sines[at] = Math.sin(angle)
      }
    }
  }
  return { cosines, sines }
}
