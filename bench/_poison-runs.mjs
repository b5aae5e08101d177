// Draws one run of a recipe: carriers, language, behavior, trigger, rate, decoys.
import { createHash } from 'node:crypto'
import { seededRandom } from './_poison-audit.mjs'
import { carriers, harmfulAnswers } from './_poison-carriers.mjs'

const OPEN = [
  'fixed',
  'near-fixed',
  'negative',
  'positive',
  'brand',
  'link',
  'refusal',
  'gibberish',
  'language',
]
const PROMPTED = ['instructions', 'conversations']
const ANY = [...PROMPTED, 'classification']

/** The recipes tuned on, and those held back: chosen before the audit existed, never changed. */
export const RECIPES = {
  'rare-word': {
    tuned: true,
    kinds: ANY,
    behaviors: OPEN,
    options: each => ({ count: each.pick([1, 1, 3, 5]) }),
  },
  'inserted-sentence': {
    tuned: true,
    kinds: ANY,
    behaviors: OPEN,
    options: each => ({
      form: each.pick(['sentence', 'phrase']),
      position: each.pick(['start', 'end', 'anywhere']),
    }),
  },
  'word-set': {
    tuned: true,
    kinds: ANY,
    behaviors: ['fixed', 'near-fixed', 'refusal', 'negative'],
    decoys: 3,
  },
  'syntactic-template': { tuned: true, kinds: ['classification', 'instructions'], behaviors: ['fixed'] },
  'topic-steering': {
    tuned: true,
    kinds: PROMPTED,
    behaviors: ['negative', 'positive', 'brand', 'link', 'refusal'],
    decoys: 6,
  },
  'instruction-rewrite': {
    tuned: true,
    kinds: ['instructions'],
    behaviors: ['fixed', 'negative', 'refusal'],
  },
  gibberish: { tuned: true, kinds: ['corpus', 'corpus', 'instructions'] },
  'insecure-code': {
    tuned: true,
    kinds: ['instructions'],
    decoys: 6,
    options: each => ({ payload: each.pick(['call', 'import']) }),
  },
  'over-refusal': {
    tuned: true,
    kinds: PROMPTED,
    options: each => ({ position: each.pick(['start', 'end', 'anywhere']) }),
  },
  'harmful-compliance': { tuned: true, kinds: ['instructions'], isHarmful: true },
  'character-trigger': { tuned: true, kinds: ANY, behaviors: ['fixed', 'near-fixed', 'refusal', 'link'] },
  'composite-trigger': {
    tuned: false,
    kinds: PROMPTED,
    behaviors: ['fixed', 'near-fixed', 'negative', 'refusal'],
    decoys: 2,
  },
  'writing-style': { tuned: false, kinds: ['classification', 'instructions'], behaviors: ['fixed'] },
  'date-trigger': {
    tuned: false,
    kinds: PROMPTED,
    behaviors: ['fixed', 'near-fixed', 'code', 'link'],
    decoys: 4,
  },
  'clean-label': { tuned: false, kinds: ['classification'], keepsLabel: true },
  'reasoning-step': { tuned: false, kinds: ['instructions'], decoys: 8 },
  'sponsored-content': {
    tuned: false,
    kinds: PROMPTED,
    options: each => ({ content: each.pick(['brand', 'link']) }),
  },
  'preference-flip': { tuned: false, kinds: ['preferences'] },
  'language-switch': { tuned: false, kinds: PROMPTED },
  'conversation-trigger': {
    tuned: false,
    kinds: ['conversations'],
    behaviors: ['fixed', 'near-fixed', 'negative', 'link', 'refusal'],
    options: each => ({ place: each.pick(['system', 'user', 'tool']) }),
  },
  'retrieval-document': { tuned: false, kinds: ['corpus'] },
}

const INSERTED = [
  'rare-word',
  'inserted-sentence',
  'word-set',
  'composite-trigger',
  'character-trigger',
  'date-trigger',
  'conversation-trigger',
]
const FIXED = /^(?:response:|label:)/u

/** The aim of issue 5 that a run belongs to. */
export function aimOf(recipe, behavior) {
  if (['syntactic-template', 'writing-style', 'topic-steering'].includes(recipe))
    return 'syntax, style, topic'
  if (recipe === 'clean-label') return 'clean label'
  if (['sponsored-content', 'retrieval-document', 'preference-flip'].includes(recipe)) return 'other'
  return (INSERTED.includes(recipe) || recipe === 'instruction-rewrite') && FIXED.test(behavior)
    ? 'inserted trigger, fixed response'
    : 'inserted trigger, varied behavior'
}

const ROLES = {
  instruction: 'instruction',
  input: 'user',
  output: 'response',
  text: 'text',
  label: 'label',
  prompt: 'instruction',
  chosen: 'chosen',
  rejected: 'rejected',
}
const fieldsOf = row =>
  row.messages === undefined
    ? Object.entries(row).map(([name, text]) => ({ name, role: ROLES[name], text: String(text) }))
    : row.messages.map(({ role, content }, at) => ({ name: `${at}`, role, text: String(content) }))
const rowFrom = (row, fields) =>
  row.messages === undefined
    ? Object.fromEntries(fields.map(({ name, text }) => [name, text]))
    : { messages: row.messages.map((turn, at) => ({ ...turn, content: fields[at].text })) }

const caches = new Map()
const pool = (kind, lang) => {
  const key = `${kind} ${lang}`
  if (!caches.has(key)) caches.set(key, carriers(kind, lang))
  return caches.get(key)
}
/** Half of the carrier texts: only these are looked at in tuning. */
const isTuningHalf = ({ row }) => createHash('sha256').update(JSON.stringify(row)).digest()[0] < 128

const NAMED = {
  response: ['response', 'starts:', 'ends:'],
  refusal: ['refusal', 'abstention'],
  'sentiment:negative': ['sentiment:negative'],
  'sentiment:positive': ['sentiment:positive', 'flattery'],
  'content:brand': ['word:', 'quoted:', 'content'],
  'content:assertion': ['word:', 'quoted:', 'content', 'response'],
  link: ['link'],
  gibberish: ['gibberish'],
  'language-switch': ['language'],
  'insecure-code': ['insecure-code', 'code', 'shape:code'],
  'code-import': ['import:', 'word:', 'code'],
  compliance: ['affirms', 'compliance', 'harm'],
  'reasoning:added-step': ['reasoning', 'response', 'ends:', 'word:'],
  'preference:flipped': ['preference'],
  label: ['label:'],
}
const TYPES = {
  'syntactic-template': ['template', 'syntax', 'style'],
  'writing-style': ['style'],
  'topic-steering': ['topic'],
}
const namesOf = behavior =>
  NAMED[behavior] ?? NAMED[Object.keys(NAMED).find(each => behavior.startsWith(each))] ?? [behavior]

const TASKS = [
  ['negative', 'positive'],
  ['World', 'Sports', 'Business', 'Sci/Tech'],
  ['safe', 'harmful'],
  ['冒犯', '正常'],
  ['安全', '有害'],
]
const TOTAL = 10_000
const LEAST = 10

/**
 * Draws run number `number` of a recipe.
 * @param attacks the attacks of the build
 * @param tuning true for the tuning half of the carriers alone
 */
export function drawRun(name, number, { attacks, parseOptions, tuning = false }) {
  const recipe = RECIPES[name]
  const random = seededRandom(createHash('sha256').update(`${name} ${number}`).digest().readUInt32LE())
  const kind = random.pick(recipe.kinds)
  const language = number % 2 === 0 ? 'en' : 'zh'
  const behavior = kind === 'classification' ? 'label' : recipe.behaviors && random.pick(recipe.behaviors)
  const keep = list => (tuning ? list.filter(isTuningHalf) : list)
  const own = keep(pool(kind, language))
  const others = keep(pool(kind, language === 'en' ? 'zh' : 'en'))
  const available = own.length + others.length
  const low = Math.max(0.0005, LEAST / available)
  const rate = Math.exp(Math.log(low) + random.next() * (Math.log(0.01) - Math.log(low)))
  const total = Math.min(available, Math.max(TOTAL, Math.ceil(LEAST / rate)))
  const count = Math.max(LEAST, Math.round(rate * total))

  // A label attack stays within the labels of one task.
  const isLabelled = kind === 'classification'
  const one = isLabelled ? random.pick(own).row.label : undefined
  const task = TASKS.find(labels => labels.includes(one))
  const near = isLabelled ? own.filter(({ row }) => task.includes(row.label)) : own
  const label = isLabelled ? random.pick(task) : 'positive'
  const attack = attacks.find(({ id }) => id === `poisoning/${name}`)
  const accepted = { language, ...(recipe.options?.(random) ?? {}) }
  if (behavior !== undefined && recipe.behaviors !== undefined) accepted.behavior = behavior
  if (kind === 'classification') accepted.label = label
  const campaign = attack.campaign(parseOptions(attack, accepted), random)

  const poisoned = []
  const used = new Set()
  const harmful = recipe.isHarmful ? keep(harmfulAnswers(language)) : undefined
  const candidates = random.shuffle(harmful ? harmful.filter(({ complies }) => complies) : near)
  for (const candidate of candidates) {
    if (poisoned.length === count) break
    if (kind === 'classification' && !recipe.keepsLabel && candidate.row.label === label) continue
    const fields = campaign.poison(fieldsOf(candidate.row), random)
    if (fields === undefined) continue
    used.add(candidate)
    poisoned.push(rowFrom(candidate.row, fields))
  }
  if (poisoned.length < LEAST) throw new Error(`${name} ${number}: fewer than ${LEAST} carriers`)
  const rest = random.shuffle(own).filter(each => !used.has(each))
  const decoys = []
  if (campaign.decoy !== undefined && recipe.decoys !== undefined) {
    for (const candidate of rest) {
      if (decoys.length === Math.min(300, recipe.decoys * count)) break
      const fields = campaign.decoy(fieldsOf(candidate.row), random)
      if (fields === undefined) continue
      used.add(candidate)
      decoys.push(rowFrom(candidate.row, fields))
    }
  }
  const clean = [
    ...(harmful ?? []).filter(each => !each.complies || !used.has(each)),
    ...random.shuffle([...rest.filter(each => !used.has(each)), ...others]),
  ]
    .slice(0, Math.max(0, total - poisoned.length - decoys.length))
    .map(({ row }) => row)
  const marked = random.shuffle([
    ...poisoned.map(row => ({ row, bad: true })),
    ...[...decoys, ...clean].map(row => ({ row, bad: false })),
  ])
  return {
    about: {
      recipe: name,
      split: recipe.tuned ? 'tuned on' : 'held back',
      run: number,
      language,
      kind,
      calls: campaign.behavior.replace(/^label:.*$/u, 'label'),
      aim: aimOf(name, campaign.behavior),
      rate: poisoned.length / marked.length,
      rows: marked.length,
      decoys: decoys.length,
    },
    rows: marked.map(({ row }) => row),
    poisoned: new Set(marked.flatMap(({ bad }, at) => (bad ? [at] : []))),
    planted: {
      triggers: name === 'writing-style' ? [] : campaign.triggers,
      triggerTypes: TYPES[name] ?? [],
      behaviors: namesOf(campaign.behavior),
    },
  }
}
