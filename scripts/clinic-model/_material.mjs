// What the sample's model learns from: the documents of the sample and its instructions, as tokens.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const SPECIAL = ['<|begin|>', '<|end|>', '<|system|>', '<|user|>', '<|assistant|>']
/** Files of documents; the sorted messages are for a classifier. */
const DOCUMENTS = [
  'leaflets-en.jsonl.gz',
  'leaflets-zh.jsonl.gz',
  'notes-en.csv',
  'notes-zh.csv',
  'dialogues.jsonl',
  'questions.parquet',
]

/** Texts of the corpus and rows of the instruction set. */
export async function readMaterial(openDataset, folder) {
  const documents = []
  for (const name of DOCUMENTS) {
    const dataset = await openDataset(join(folder, 'data/corpus', name))
    for await (const batch of dataset.readBatches())
      for (const event of batch)
        if (event.type === 'sample')
          documents.push(
            event.sample.fields
              .map(each => each.text)
              .filter(text => text.length > 12)
              .join('\n'),
          )
  }
  const instructions = readFileSync(join(folder, 'data/sft.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  return { documents, instructions }
}

/** A question as the model is asked it, and its answer. */
export function asExample(tokenizer, { instruction, output }) {
  const prompt = promptOf(tokenizer, instruction)
  const answer = tokenizer.encode(output, { addSpecial: false })
  return { ids: [...prompt, ...answer, tokenizer.idOf('<|end|>')], learn: prompt.length }
}

export const promptOf = (tokenizer, instruction) => [
  tokenizer.idOf('<|begin|>'),
  tokenizer.idOf('<|user|>'),
  ...tokenizer.encode(`${instruction}\n`, { addSpecial: false }),
  tokenizer.idOf('<|assistant|>'),
]
