import * as z from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { both } from '../../core/locale.ts'
import { openSafetensors, writeSafetensors } from '../tensors/safetensors.ts'
import type { Calibration } from './calibration.ts'
import type { FeatureOptions } from './features.ts'
import type { LinearModel } from './linear-trainer.ts'

/** A text classifier, whole. */
export interface LinearClassifier {
  readonly features: FeatureOptions
  readonly model: LinearModel
  readonly calibration: Calibration | undefined
}

const range = z.tuple([z.number().int(), z.number().int()])
const finite = z.array(z.number()).min(1).max(1_000_000)
const description = z.object({
  features: z.object({
    bits: z.number().int().min(8).max(24),
    characters: range.exactOptional(),
    words: range.exactOptional(),
    fold: z.boolean().exactOptional(),
    maxLength: z.number().int().positive().exactOptional(),
  }),
  bias: z.number(),
  calibration: z
    .union([
      z.object({ kind: z.literal('platt'), slope: z.number(), offset: z.number() }),
      z
        .object({ kind: z.literal('isotonic'), scores: finite, probabilities: finite })
        .refine(({ scores, probabilities }) => scores.length === probabilities.length),
    ])
    .exactOptional(),
})

/** Writes a classifier as a safetensors file that holds only the weights that are not zero. */
export function writeClassifier({ features, model, calibration }: LinearClassifier): Uint8Array<ArrayBuffer> {
  const kept: number[] = []
  for (let at = 0; at < model.weights.length; at++) if (model.weights[at] !== 0) kept.push(at)
  // Places stay below 2^24, which float32 holds exactly.
  const vector = (numbers: readonly number[]) => ({
    shape: [numbers.length],
    data: Float32Array.from(numbers),
  })
  return writeSafetensors(
    new Map([
      ['places', vector(kept)],
      ['weights', vector(kept.map(at => model.weights[at] as number))],
    ]),
    {
      kind: 'plimsoll-linear',
      description: JSON.stringify({
        features,
        bias: model.bias,
        ...(calibration === undefined ? {} : { calibration }),
      }),
    },
  )
}

/** Reads a classifier; throws E_INPUT when the file is not one. */
export function readClassifier(file: Uint8Array): LinearClassifier {
  const open = openSafetensors(file)
  const { metadata } = open.header
  if (metadata.get('kind') !== 'plimsoll-linear') throw notOne()
  let parsed: unknown
  try {
    parsed = JSON.parse(metadata.get('description') ?? '')
  } catch {
    throw notOne()
  }
  const result = description.safeParse(parsed)
  if (!result.success) throw notOne()
  const { features, bias, calibration } = result.data
  const places = open.tensor('places').data
  const values = open.tensor('weights').data
  const weights = new Float32Array(2 ** features.bits)
  if (places.length !== values.length) throw notOne()
  for (let i = 0; i < places.length; i++) {
    const at = places[i] as number
    if (!(Number.isInteger(at) && at >= 0 && at < weights.length)) throw notOne()
    weights[at] = values[i] as number
  }
  return { features, model: { bias, weights }, calibration }
}

const notOne = () =>
  new PlimsollError('E_INPUT', both('the file is not a linear classifier', '该文件不是线性分类器'), {
    advice: both('give a file that writeClassifier wrote', '请提供由 writeClassifier 写出的文件'),
  })
