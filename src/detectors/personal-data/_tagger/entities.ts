import type { DetectInput } from '../../../core/index.ts'
import { fieldWords } from '../../_context.ts'
import { closesAddress, joinAddresses } from './addresses.ts'
import { type Chunk, decode } from './decode.ts'
import { hanModel } from './han-model.generated.ts'
import { runs as hanRuns } from './han-runs.ts'
import { latinModel } from './latin-model.generated.ts'
import { runs as latinRuns, type Run } from './latin-runs.ts'
import { type Model, unpackModel } from './model.ts'
import { isNoHanName } from './no-han-name.ts'
import { isNoOrganization } from './no-organization.ts'
import { repeats } from './repeats.ts'
import { KINDS, type Kind } from './tags.ts'

/** One stretch of text that names a person, an organization, a place, an address, a title or a group of people. */
export interface Entity {
  readonly start: number
  readonly end: number
  readonly kind: Kind
  /** Log odds that it is one. */
  readonly logOdds: number
  /** The part of the log odds that known names and words give. */
  readonly lexicalOdds: number
}

/** Longest value that the name of its field may explain. */
const LONGEST_VALUE = 200
/** Log odds that a name in small letters needs. */
const SMALL_LETTER_ODDS = 1.5
/** How far back an address that an entity is part of may begin. */
const LONGEST_ADDRESS = 120
const BEFORE_PART = /:\/\/|www\.|@|[\w-]_$/u
const AFTER_PART = /^(?:[\w.+-]{0,64}@|_)\w/u
/** Log odds that a name in Latin letters between Chinese characters needs. */
const EMBEDDED_ODDS = 4

const COMMA = 0x2c

const found = new WeakMap<DetectInput, readonly Entity[]>()

/** Tags a text; detectors that are given the same input object share the result. */
export function entitiesOf(input: DetectInput): readonly Entity[] {
  let entities = found.get(input)
  if (!entities) {
    entities = tag(input)
    found.set(input, entities)
  }
  return entities
}

let latin: Model | undefined
let han: Model | undefined
const HAN = /[\u3400-\u9fff\uf900-\ufaff]/u

function tag({ text, field }: DetectInput): readonly Entity[] {
  const hasHan = HAN.test(text)
  const label = text.length <= LONGEST_VALUE ? fieldWords(field) : ''
  const prefix = label === '' ? '' : hasHan || HAN.test(label) ? `${label}：` : `${label}: `
  const whole = prefix + text
  const entities: Entity[] = []
  latinEntities(whole, hasHan, entities)
  joinAddresses(whole, entities)
  if (hasHan) hanEntities(whole, entities)
  entities.sort((a, b) => a.start - b.start)
  if (prefix === '') return entities
  return entities
    .filter(each => each.start >= prefix.length)
    .map(each => ({ ...each, start: each.start - prefix.length, end: each.end - prefix.length }))
}

function latinEntities(text: string, hasHan: boolean, entities: Entity[]): void {
  latin ??= unpackModel(latinModel)
  for (const run of latinRuns(text, latin.mask, latin.lexicon)) {
    for (const chunk of decode(latin, run.features, run.from, run.count)) {
      const entity = entityOf(run, chunk)
      if (isAcrossScripts(text, entity, hasHan) || isUncertainWord(text, entity)) continue
      if (isPartOfAddress(text, entity) || isBareCode(text, entity, entities) || isFaint(text, entity))
        continue
      if (hasHan && chunk.logOdds < EMBEDDED_ODDS && isEmbedded(text, entity)) continue
      if (isNoOrganization(text, entity)) continue
      entities.push(entity)
    }
  }
}

function hanEntities(text: string, all: Entity[]): void {
  han ??= unpackModel(hanModel)
  const entities: Entity[] = []
  for (const run of hanRuns(text, han.mask, han.lexicon)) {
    for (const chunk of decode(han, run.features, run.from, run.count)) {
      const entity = trimmed(text, entityOf(run, chunk))
      if (HAN.test(text.slice(entity.start, entity.end)) && !isNoHanName(text, entity)) entities.push(entity)
    }
  }
  if (entities.length > 0) all.push(...entities, ...repeats(text, entities))
}

function entityOf(run: Run, { first, last, kind, logOdds, lexicalOdds }: Chunk): Entity {
  return { start: run.start(first), end: run.end(last - 1), kind: KINDS[kind] as Kind, logOdds, lexicalOdds }
}

/** Without space and stray marks at the ends. */
function trimmed(text: string, entity: Entity): Entity {
  let { start, end } = entity
  while (start < end && OPENING.test(text[start] as string)) start++
  while (end > start && CLOSING.test(text[end - 1] as string)) end--
  return { ...entity, start, end }
}

const OPENING = /[\s《“‘"'，、。：；）》」】]/u
const CLOSING = /[\s》”’"'，、。：；（《「【·]/u

/** True within an e-mail address, a URL, a handle or a path: those have detectors of their own. */
function isPartOfAddress(text: string, { start, end }: Entity): boolean {
  let from = start
  while (from > 0 && start - from < LONGEST_ADDRESS && text.charCodeAt(from - 1) > 0x20) from--
  if (from < start && BEFORE_PART.test(text.slice(from, start))) return true
  const next = text.charCodeAt(end)
  return next > 0x20 && next !== COMMA && AFTER_PART.test(text.slice(end, end + 66))
}

/** Quantities of a laboratory: `96 g/L`. */
const QUANTITY = /\d\s?(?:[mkµ]?g|ml|mmol|mm)(?:\/|\s|$)/u

/** True for an address without a word, which is a number or a postal code that closes no address, and for a quantity. */
function isBareCode(text: string, entity: Entity, before: readonly Entity[]): boolean {
  if (entity.kind !== 'street-address') return false
  const value = text.slice(entity.start, entity.end)
  if (!/\p{L}{3}/u.test(value)) return !closesAddress(text, entity, before)
  return QUANTITY.test(value)
}

/** True for what is written in small letters and hardly supported by its context. */
function isFaint(text: string, { start, end, logOdds }: Entity): boolean {
  return logOdds < SMALL_LETTER_ODDS && !/\p{Lu}/u.test(text.slice(start, end))
}

/** No word is longer. */
const LONGEST_WORD = 28
const ENCODED = /[A-Za-z\d+/=]{28}/u

/** True when Chinese text lies inside, or encoded data. */
function isAcrossScripts(text: string, { start, end }: Entity, hasHan: boolean): boolean {
  if (!hasHan && end - start < LONGEST_WORD) return false
  const value = text.slice(start, end)
  return HAN.test(value) || ENCODED.test(value)
}

/** True for a lone word that the context hardly makes a person: `Hay fever`. */
function isUncertainWord(text: string, { start, end, kind, logOdds }: Entity): boolean {
  return kind === 'person-name' && logOdds < 1 && !/\s/u.test(text.slice(start, end))
}

function isEmbedded(text: string, { start, end }: Entity): boolean {
  return HAN.test(text.slice(Math.max(0, start - 2), start)) || HAN.test(text.slice(end, end + 2))
}
