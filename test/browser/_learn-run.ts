import {
  batchOf,
  generateTokens,
  initializeWeights,
  llamaConfig,
  openDecoder,
  sampleWindows,
  startTraining,
  trainTokenizer,
} from '../../src/learn/index.ts'

const TEXTS = [
  'Take the tablets with water, and keep the calendar.',
  'The clinic opens at eight; bring your card.',
  '请按处方用药，并带上就诊卡。',
  '门诊八点开始，复诊时请带上记录本。',
]

/** Trains a tiny transformer for a few steps and goes on with a prompt: the same wherever it runs. */
export async function learnALittle(): Promise<{ losses: number[]; text: string; tokens: number }> {
  const tokenizer = trainTokenizer(
    TEXTS.flatMap(text => [text, text]),
    { vocabularySize: 320, specialTokens: ['<s>'] },
  )
  const config = llamaConfig({
    vocabularySize: tokenizer.size,
    hiddenSize: 32,
    layers: 2,
    heads: 4,
    contextLength: 64,
  })
  const stream = Array.from({ length: 30 }, () => TEXTS.flatMap(text => tokenizer.encode(text))).flat()
  const trainer = await startTraining(
    {
      config,
      optimizer: { kind: 'adamw' },
      schedule: { kind: 'cosine', peak: 1e-2, warmupSteps: 3 },
      steps: 25,
      clipNorm: 1,
    },
    initializeWeights(config, 7),
  )
  const losses: number[] = []
  while (trainer.step < 25)
    losses.push((await trainer.advance(batchOf(sampleWindows(stream, 4, 24, 1, trainer.step), 24))).loss)
  const decoder = openDecoder(config, trainer.weights())
  trainer.close()
  const prompt = tokenizer.encode('Take the')
  const ids = [...generateTokens(decoder, prompt, { maxTokens: 12, temperature: 0 })].map(({ id }) => id)
  return { losses, text: tokenizer.decode(ids), tokens: ids.length }
}
