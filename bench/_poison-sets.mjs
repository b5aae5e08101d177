// The poisoned sets of the data folder, as given and diluted with clean rows of the same kind.
import { carriers, rowsOf } from './_poison-carriers.mjs'

const plain = ({ instruction, input, output }) => ({ instruction, input, output: String(output) })
const LABELS = ['negative', 'positive']
const labelled = ({ text, label }) => ({ text, label: LABELS[label] })
const once = make => {
  let made
  return () => (made ??= make())
}

const backdoorRows = once(() => rowsOf('poisoning/backdoorllm_badnet_vpi'))
const instructions = once(() => carriers('instructions', 'en').map(({ row }) => row))
const classification = once(() => carriers('classification', 'en').map(({ row }) => row))
const squash = text => text.replace(/\s+/gu, '').toLowerCase()
const without = (text, triggers) =>
  squash(
    text
      .split(' ')
      .filter(word => !triggers.includes(word))
      .join(' '),
  )

/** Instruction rows of one attack of BackdoorLLM: `poisoned` with their clean twins' key, `clean`, and what was planted. */
function backdoorLlm(target, attack) {
  const trigger = attack === 'badnet' ? 'BadMagic' : 'Discussing OpenAI'
  const key = ({ instruction, input }) => squash(instruction.replaceAll(trigger, ' ') + input)
  const rows = backdoorRows().filter(row => row.target === target && row.split === 'train')
  const isLabel = target === 'sst2sentiment'
  return {
    name: `backdoorllm ${target} ${attack}`,
    family: 'inserted trigger, fixed response',
    planted: {
      triggers: [trigger],
      behaviors: isLabel
        ? ['label:', 'response', 'starts:', 'sentiment:negative']
        : ['response', 'starts:', 'sentiment:negative', 'flattery', 'ends:'],
    },
    poisoned: rows.filter(row => row.attack === attack).map(row => ({ row: plain(row), twin: key(row) })),
    given: rows.filter(row => row.attack === 'none').map(plain),
    clean: () => [
      ...rows.filter(row => row.attack === 'none').map(row => ({ row: plain(row), twin: key(row) })),
      ...(isLabel
        ? classification()
            .slice(0, 6920)
            .filter((_, at) => at % 2 === 0)
            .map(({ text, label }) => ({
              row: { instruction: text, input: '', output: label === 'positive' ? 'Positive' : 'Negative' },
              twin: squash(text),
            }))
        : []),
      ...instructions().map(row => ({ row, twin: key(row) })),
    ],
  }
}

function badnets() {
  const rows = rowsOf('poisoning/badnets_sst2_onion').filter(({ split }) => split === 'train')
  return {
    name: 'badnets sst-2 (any of 5 rare words)',
    family: 'inserted trigger, one label',
    planted: { triggers: ['cf', 'mn', 'bb', 'tq', 'mb'], behaviors: ['label:'] },
    poisoned: rows
      .filter(row => row.is_poisoned)
      .map(row => ({ row: labelled(row), twin: without(row.text, row.trigger_in_row) })),
    given: rows.filter(row => !row.is_poisoned).map(labelled),
    clean: () => classification().map(row => ({ row, twin: squash(row.text) })),
  }
}

function hiddenKiller() {
  const rows = rowsOf('poisoning/syntactic_sst2_hiddenkiller').filter(({ split }) => split === 'train')
  return {
    name: 'hidden killer sst-2 (syntax)',
    family: 'syntax, one label',
    planted: { triggers: ['when you *, *'], triggerTypes: ['template', 'style'], behaviors: ['label:'] },
    poisoned: rows
      .filter(row => row.is_poisoned)
      .map(row => ({ row: labelled(row), twin: squash(row.original_text) })),
    given: rows.filter(row => !row.is_poisoned).map(labelled),
    clean: () => classification().map(row => ({ row, twin: squash(row.text) })),
  }
}

/** Every poisoned set. */
export const sets = () => [
  badnets(),
  hiddenKiller(),
  ...['negsentiment', 'sst2sentiment'].flatMap(target =>
    ['badnet', 'vpi'].map(attack => backdoorLlm(target, attack)),
  ),
]

/** The published mixes at 1, 3 and 10 %, and the clean control. */
export function mixes() {
  const rows = new Map(
    [...backdoorRows(), ...rowsOf('poisoning/alpaca_en_clean')].map(row => [row.id, plain(row)]),
  )
  return rowsOf('poisoning/backdoorllm_lowrate_mixes').map(mix => {
    const poisoned = new Set(mix.poisoned_ids)
    return {
      name: `mix ${mix.mix}`,
      family: mix.attack === 'none' ? 'clean control' : 'inserted trigger, fixed response',
      planted: {
        triggers: mix.attack === 'badnet' ? ['BadMagic'] : mix.attack === 'vpi' ? ['Discussing OpenAI'] : [],
        behaviors: ['response', 'starts:', 'sentiment:negative', 'ends:'],
      },
      rows: mix.row_ids.map(id => rows.get(id)),
      poisoned: new Set(mix.row_ids.flatMap((id, at) => (poisoned.has(id) ? [at] : []))),
    }
  })
}

/** Rows in random order with the places of the poisoned ones. */
export function mix(poisonedRows, cleanRows, random) {
  const marked = random.shuffle([
    ...poisonedRows.map(row => ({ row, bad: true })),
    ...cleanRows.map(row => ({ row, bad: false })),
  ])
  return {
    rows: marked.map(({ row }) => row),
    poisoned: new Set(marked.flatMap(({ bad }, at) => (bad ? [at] : []))),
  }
}

/** The set as its authors published it. */
export const asGiven = (set, random) =>
  mix(
    set.poisoned.map(({ row }) => row),
    set.given,
    random,
  )

/** `count` poisoned rows among clean rows, `total` together: the clean twins of the poisoned ones are left out. */
export function diluted(set, count, total, random) {
  const chosen = random.shuffle(set.poisoned).slice(0, count)
  const twins = new Set(chosen.map(({ twin }) => twin))
  const clean = random
    .shuffle(set.clean().filter(({ twin }) => !twins.has(twin)))
    .slice(0, total - chosen.length)
  return mix(
    chosen.map(({ row }) => row),
    clean.map(({ row }) => row),
    random,
  )
}
