import { z } from 'zod'
import { both, type DetectInput, defineDetector, ENTITY_TYPES, type Signal } from '../../core/index.ts'
import { fieldWords, labelNear, topicNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { type Facts, SEEN } from '../_look.ts'
import { beginsAlone, endsAlone, scanOf, type Token } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { SHAPES } from '../_shapes.ts'
import { matchesAtStarts } from '../_word-starts.ts'
import { heldOut } from './_held-out.ts'
import { addressCode } from './_postal-forms.ts'

/** A label that ends right before its value. */
const LABEL =
  /(?<=(?<![\p{L}])(?:zip(?:[ _-]?codes?)?|post(?:al)?[ _-]?codes?|postcodes?|pin[ -]?code|plz|postleitzahl|code postal|código postal|codigo postal|c\.?p\.?|cap|cep|postnummer|postnr|postinumero|kod pocztowy|psč|irányítószám|posta kodu|индекс|eircode|post ?code|邮编|邮政编码|郵編|郵遞區號|郵便番号|〒|우편번호)(?:\s?\([^()]{1,16}\))?["'*_\s]{0,3}(?:is|are|was|number|no\.?|为|是)?["'*_\s]{0,3}[:：=#]?["'*_\s]{0,4})/iuy
const FIELD =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:zip|zip ?code|post ?code|postal ?code|postal|plz|cep|pincode|eircode)(?![\p{Lu}\p{Ll}\p{N}])|邮编|邮政编码|郵便番号/iu
const CODE =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:zips?|zip ?codes?|post(?:al)? ?codes?|plz|postleitzahl|eircode)(?![\p{Lu}\p{Ll}\p{N}])|邮编|邮政编码|郵便番号|우편번호/iu
/** A cheap test for a text that speaks of postal codes at all. */
const MENTION = /zip|post(?:al|code)|post code|eircode|plz|postleitzahl|邮编|邮政编码|郵便番号|우편번호/iuy
/** Codes of about every country, after a label: two to ten letters and digits with at most one gap. */
const VALUE =
  /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![A-Z\d])|^[A-Z]\d[A-Z][ -]?\d[A-Z]\d(?![A-Z\d])|^[A-Z]\d[\dW] ?[A-Z\d]{4}(?![A-Z\d])|^(?:[A-Z]{1,2}-?)?\d[\dA-Z]{1,6}(?:(?:-[A-Z\d]{1,4}| \d{2,4}| \d[A-Z]{2}| (?!is|in|at|to|or|on|of|as|by|no|km|mb|kb|gb)[A-Z]{2})(?![\p{L}\p{N}]))?/iu
const ADDRESS =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:address\w*|street|st|road|rd|avenue|ave|lane|drive|city|town|p\.?o\.? box|apt|suite|shipping|billing|deliver\w*|rue|boulevard|via|piazza|calle|avenida|rua|straat|weg|laan|plein|platz|ul|ulica|gatan|vägen|vej|gade)(?![\p{Lu}\p{Ll}\p{N}])|stra(?:ß|ss)e\b|str\.|地址|路\d|街道|住址|寄/iu

const OTHER =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:models?|parts?|version|serial|sku|flight|room|order|invoice|error|gate|seat|class|grade|type|item|movie|id|phone|tel)(?![\p{Lu}\p{Ll}\p{N}])|型号|订单|编号|电话/iu

/** Finds postal codes by their labels, and in addresses by their forms. */
export const postalCode = defineDetector({
  id: 'personal-data/postal-code',
  version: 1,
  title: both('Postal code', '邮政编码'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.upu.int/en/postal-solutions/programmes-services/addressing-solutions',
  maturity: 'experimental',
  quality: heldOut('postal-code', [
    { dataset: 'presidio_synth_v2', type: 'postal-code', found: 9, right: 9, gold: 27 },
  ]),
  options: z.object({}),
  types: { 'postal-code': ENTITY_TYPES['postal-code'] },
  examples: {
    flags: [
      'ZIP: 7412 SL',
      'Springfield, IL 62704',
      'London SW1A 1AA',
      '邮编：100084',
      '〒100-0001 東京都',
      'Ottawa K1A 0B1',
      ['394 13', 'postal_code'],
    ],
    passes: [
      'zip 2 files',
      'in 2010',
      'I have 62704 reasons',
      'ab12 3cd',
      'error code 10084',
      'a zip of 12 MB',
    ],
  },
  opens: opensWhere({
    digits: 2,
    also: (facts, input) =>
      (scanOf(input).shapes.all & SHAPES.postal) !== 0 ||
      facts.saw(SEEN.exotic) ||
      facts.mayHold('postalLabels') ||
      facts.mayHold('postal') ||
      (facts.saw(SEEN.nonAscii) && facts.text.includes('〒')) ||
      FIELD.test(fieldWords(input.field)),
  }),
  *detect(input) {
    const scan = scanOf(input)
    const { text, tokens, facts } = scan
    const isField = FIELD.test(fieldWords(input.field))
    const isMentioned = matchesAtStarts(scan, 'postal', MENTION).length > 0
    let floor = 0
    for (const token of tokens) {
      const length = token.end - token.start
      if (
        token.start < floor ||
        length > 9 ||
        length < 2 ||
        (length === 2 && text[token.end] !== '-' && text[token.end] !== ' ')
      )
        continue
      const [signal] =
        labeled(facts, text, token, isField) ??
        ((token.shapes & SHAPES.postal) === 0 ? undefined : inAddress(input, text, token)) ??
        (isMentioned ? mentioned(input, text, token) : undefined) ??
        []
      if (!signal) continue
      floor = signal.end
      yield signal
    }
  },
})

function labeled(facts: Facts, text: string, token: Token, isField: boolean): [] | [Signal] | undefined {
  const prefix =
    (text[token.start - 1] === '-' &&
      /(?<![\p{L}\p{N}])[A-Z]{1,2}-$/u.exec(text.slice(Math.max(0, token.start - 3), token.start))?.[0]) ||
    ''
  const start = token.start - prefix.length
  if (!(isField && start < 3) && !isLabeled(facts, text, start)) return undefined
  const value = VALUE.exec(text.slice(start, start + 14))?.[0]
  if (value === undefined || value.replace(/[^\p{L}\p{N}]/gu, '').length < 3) return undefined
  const end = start + value.length
  if (/^[\p{Script=Latin}\p{N}]|^[.,]\d|^\s?(?:mb|kb|gb|files?|times)\b/iu.test(text.slice(end, end + 7)))
    return undefined
  const reason = both('value after a label of a postal code', '邮编标签后的值')
  return weigh({ start, end, type: 'postal-code', reason }, 0.92)
}

/** A code whose label stands a few words away: `the zip code of my office is now 94103`. */
function mentioned(
  input: DetectInput,
  text: string,
  { start, end: tokenEnd }: Token,
): [] | [Signal] | undefined {
  if (tokenEnd - start < 3 || !beginsAlone(text, start)) return undefined
  const value = VALUE.exec(text.slice(start, start + 14))?.[0]
  if (value === undefined || value.replace(/[^\p{L}\p{N}]/gu, '').length < 4) return undefined
  const end = start + value.length
  if (!endsAlone(text, end) || /^\d{4}$/u.test(value)) return undefined
  if (labelNear(input, start, end, CODE) === undefined) return undefined
  const reason = both('a word about postal codes stands near', '附近有与邮编相关的词')
  return weigh({ start, end, type: 'postal-code', reason }, 0.65)
}

function inAddress(input: DetectInput, text: string, token: Token): [] | [Signal] | undefined {
  const code = addressCode(text, token)
  if (!code) return undefined
  const other = labelNear(input, code.span.start, code.span.end, OTHER)
  const named = code.base < 0.8 ? topicNear(input, code.span.start, code.span.end, ADDRESS) : undefined
  return weigh(
    { ...code.span, type: 'postal-code', reason: code.reason },
    code.base,
    named !== undefined && {
      by: 0.2,
      reason: both('a word about addresses stands near', '附近有与地址相关的词'),
    },
    other !== undefined && { by: -0.5, reason: both('named as something else', '标签指向其他编号') },
  )
}

/** How far before a value its label may begin. */
const LABEL_REACH = 80

function isLabeled(facts: Facts, text: string, start: number): boolean {
  const isNear =
    facts.isNear('postalLabels', start - LABEL_REACH, start) ||
    (facts.saw(SEEN.nonAscii) && text.slice(Math.max(0, start - LABEL_REACH), start).includes('〒'))
  if (!isNear) return false
  LABEL.lastIndex = start
  return LABEL.test(text)
}
