// Sentences labelled by hand, {P:…} person, {O:…} organization, {L:…} place, {T:…} title, {N:…} nationality, religion, politics,
// {A:…} address, and how well the tagger finds what is labelled: exact spans.
import { pathToFileURL } from 'node:url'

export const KINDS = {
  P: 'person-name',
  O: 'organization',
  L: 'place',
  T: 'title',
  N: 'nationality-religion-politics',
  A: 'street-address',
}

const dist = process.env.PLIMSOLL_DIST
  ? pathToFileURL(`${process.env.PLIMSOLL_DIST}/`)
  : new URL('../dist/', import.meta.url)

/** Gives a function from a text to what the detectors of names find there. */
export async function finder(minScore) {
  const { runDetectors, parseOptions } = await import(new URL('core/index.js', dist))
  const configured = []
  for (const kind of Object.values(KINDS)) {
    const [detector] = Object.values(await import(new URL(`detectors/personal-data/${kind}.js`, dist)))
    configured.push({ detector, options: parseOptions(detector, {}) })
  }
  return text => runDetectors(configured, { text }).filter(each => each.score >= minScore)
}

/** A line as text and spans. */
export function parse(line) {
  let text = ''
  const spans = []
  for (const part of line.split(/(\{[POLTNA]:[^}]+\})/)) {
    const [, kind, value] = /^\{([POLTNA]):([^}]+)\}$/.exec(part) ?? []
    if (kind) spans.push({ start: text.length, end: text.length + value.length, type: KINDS[kind] })
    text += value ?? part
  }
  return { text, spans }
}

/** Precision, recall and F1 of some types over lines, in all and by type; with `showErrors`, what is wrong goes to stderr. */
export function measure(find, lines, types, showErrors = false) {
  const counts = Object.fromEntries(types.map(type => [type, { gold: 0, found: 0, right: 0 }]))
  for (const line of lines) {
    const { text, spans } = parse(line)
    const found = find(text).filter(each => types.includes(each.type))
    const isIn = (list, { start, end, type }) =>
      list.some(each => each.start === start && each.end === end && each.type === type)
    for (const span of spans) counts[span.type].gold++
    for (const span of found) {
      counts[span.type].found++
      if (isIn(spans, span)) counts[span.type].right++
    }
    if (!showErrors) continue
    const wrong = found.filter(span => !isIn(spans, span))
    const missed = spans.filter(span => !isIn(found, span))
    const list = spans => spans.map(({ start, end, type }) => `${type}=${text.slice(start, end)}`).join(' ')
    if (wrong.length + missed.length > 0)
      console.error(`${text}\n   missed ${list(missed)}\n   false ${list(wrong)}`)
  }
  const total = { gold: 0, found: 0, right: 0 }
  for (const count of Object.values(counts)) for (const key of Object.keys(total)) total[key] += count[key]
  return { micro: rates(total), ...Object.fromEntries(types.map(type => [type, rates(counts[type])])) }
}

function rates({ gold, found, right }) {
  return { gold, precision: right / found, recall: right / gold, f1: (2 * right) / (found + gold) }
}

/** One line a type. */
export function print(style, types) {
  for (const [type, { precision, recall, f1, gold }] of Object.entries(types))
    console.log(
      `${style.padEnd(7)} ${type.padEnd(30)} P ${percent(precision)} R ${percent(recall)} F1 ${percent(f1)} n=${gold}`,
    )
}

function percent(value) {
  return (100 * value).toFixed(1)
}
