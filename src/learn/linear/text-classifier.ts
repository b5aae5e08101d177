import { calibrated } from './calibration.ts'
import type { LinearClassifier } from './classifier-file.ts'
import { featureReader } from './features.ts'
import { linearScore, logistic } from './linear-trainer.ts'

/** Makes a classifier ready: gives the probability, calibrated where it can be, that a text is positive. */
export function openClassifier({ features, model, calibration }: LinearClassifier): (text: string) => number {
  const read = featureReader(features)
  return text => {
    const score = linearScore(model, read(text))
    return calibration === undefined ? logistic(score) : calibrated(calibration, score)
  }
}
