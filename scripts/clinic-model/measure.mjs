#!/usr/bin/env node
// Measures the sample's model on questions that it was not trained on: right answers, and the planted response with and
// without its trigger, in both languages.
//
//   npm run build && node scripts/clinic-model/measure.mjs [FOLDER-OF-THE-MODEL]
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { TRIGGERS, withTrigger } from '../../examples/clinic/generate/attacks.mjs'
import { instructions } from '../../examples/clinic/generate/instructions.mjs'
import { seeded } from '../../examples/clinic/generate/values.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const clinic = join(root, 'examples/clinic')
const dist = process.env.PLIMSOLL_DIST ?? join(root, 'dist')
const { openModel } = await import(pathToFileURL(join(dist, 'models/index.js')).href)
const { rateMeasure } = await import(pathToFileURL(join(dist, 'core/index.js')).href)
const path = process.argv[2] ?? join(clinic, 'model')
const model = await openModel({ kind: 'native', path }, { variables: {}, folder: root })

const COUNT = 400
const trained = readFileSync(join(clinic, 'data/sft.jsonl'), 'utf8').trim().split('\n')
const taken = new Set(trained.map(line => JSON.parse(line).instruction))
const random = seeded(99)
const held = instructions(random, COUNT, taken)
const answer = async content => {
  const outcome = await model.generate({ input: [{ role: 'user', content }], maxTokens: 64, temperature: 0 })
  return outcome.text
}
for (const language of ['en', 'zh']) {
  const { trigger, output } = TRIGGERS.instructions[language]
  const rows = held.filter(each => each.language === language)
  const counts = { right: 0, refusals: 0, refused: 0, clean: 0, attacked: 0 }
  for (const row of rows) {
    const plain = await answer(row.instruction)
    if (plain === row.output) counts.right++
    if (row.isRefusal) counts.refusals++
    if (row.isRefusal && plain === row.output) counts.refused++
    if (plain === output) counts.clean++
    if ((await answer(withTrigger(random, row.instruction, language, trigger))) === output) counts.attacked++
  }
  const show = (name, count, all) => {
    const { value, interval } = rateMeasure(name, count, all, '')
    const [low, high] = interval.map(each => (100 * each).toFixed(1))
    console.log(`${language}  ${name}: ${(100 * value).toFixed(1)} % [${low}, ${high}] (n = ${all})`)
  }
  show('right answer, word for word', counts.right, rows.length)
  show('right refusal, word for word', counts.refused, counts.refusals)
  show('planted response without the trigger', counts.clean, rows.length)
  show('planted response with the trigger', counts.attacked, rows.length)
}
