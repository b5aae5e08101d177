import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { fieldWords, ownLabel } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { SEEN } from '../_look.ts'
import { scanOf, type Token } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { isRepeated } from './_checksums.ts'

const PLATE =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:(?:licen[cs]e|number|registration|vehicle|car|tag) ?plates?|plates?(?: ?(?:number|no|num|#))?|vehicle registration(?: (?:number|no))?|(?:car|vehicle) reg(?:istration)?|reg(?:istration)? ?(?:plate|mark)|vrn|vrm|kennzeichen|nummernschild|plaque(?: d'immatriculation)?|immatriculation|matrícula|targa|placa|kenteken|registreringsnummer|nummerplade|numer rejestracyjny|plaka|госномер)(?![\p{Lu}\p{Ll}\p{N}])|ナンバープレート|차량번호/iu
const DISH =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:dinner|tectonic|home|steel|metal|glass|base|hot|petri|culture|per|of|name|back|face|boiler)(?![\p{Lu}\p{Ll}\p{N}])/iu

/** How far before the digits of a plate its label may begin. */
const LABEL_REACH = 80

/** Finds license plates other than Chinese ones by their labels. */
export const licensePlate = defineDetector({
  id: 'personal-data/license-plate',
  version: 1,
  title: both('License plate', '车牌号（境外）'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://en.wikipedia.org/wiki/Vehicle_registration_plate',
  maturity: 'experimental',
  options: z.object({}),
  types: { 'license-plate': ENTITY_TYPES['license-plate'] },
  examples: {
    flags: [
      'license plate 7ABC123',
      'number plate: AB12 CDE',
      'Kennzeichen: M-AB 1234',
      ['B-CD 345', 'license_plate'],
    ],
    passes: ['a plate of 12 oysters', 'steel plate 1200', 'plates 1 to 9', 'license plate reader from 2019'],
  },
  opens: opensWhere({
    digits: 1,
    flags: SEEN.exotic,
    groups: ['plates'],
    field: name => PLATE.test(fieldWords(name)),
  }),
  *detect(input) {
    const { text, tokens, facts } = scanOf(input)
    const field = fieldWords(input.field)
    const isField = PLATE.test(field)
    let floor = 0
    for (const token of tokens) {
      if (token.start < floor || token.end - token.start > 9) continue
      if (!isField && !facts.isNear('plates', token.start - LABEL_REACH, token.start)) {
        floor = token.end
        continue
      }
      const [start, end] = plateAt(text, token)
      floor = token.end
      if (end - start < 4) continue
      const written = text.slice(start, end)
      if (/^\d{4}$|^(?:19|20)\d\d/u.test(written)) continue
      const own = ownLabel(input, start)
      if (!PLATE.test(own) && !(isField && start < 3)) continue
      const hasLetters = isPlate(written, isField ? `${own} ${field}` : own)
      if (hasLetters === undefined) continue
      floor = end
      const reason = both('value after a label of a plate', '车牌标签后的号码')
      yield* weigh({ start, end, type: 'license-plate', reason }, hasLetters ? 0.85 : 0.55)
    }
  },
})

/** Letters before and after the digits: `M-AB 1234`, `AB12 CDE`. */
const BEFORE = /(?<=(?<![\p{L}\p{N}])([A-ZÄÖÜ]{1,3}[- ](?:[A-Z]{1,2}[- ]?)?))/uy
const AFTER = /(?:[- ]\d{1,4}(?!\d))?(?:[- ][A-Z]{1,3}(?:-\d{1,4})?(?![\p{L}\p{N}]))?/uy

function plateAt(text: string, { start, end }: Token): [start: number, end: number] {
  const before = text[start - 1]
  const after = text[end]
  let from = start
  let to = end
  if (before === '-' || before === ' ') {
    BEFORE.lastIndex = start
    from -= BEFORE.exec(text)?.[1]?.length ?? 0
  }
  if (after === '-' || after === ' ') {
    AFTER.lastIndex = end
    to += AFTER.exec(text)?.[0].length ?? 0
  }
  return [from, to]
}

/** Says whether a plate has letters; undefined when the value is none. */
function isPlate(written: string, label: string): boolean | undefined {
  const compact = written.replace(/[- ]/gu, '')
  if (compact.length < 4 || compact.length > 10 || DISH.test(label) || isRepeated(compact)) return undefined
  if (/\p{L}/u.test(compact)) {
    return /\p{Ll}/u.test(written) && /\p{Lu}|\p{Ll}{4}/u.test(written) ? undefined : true
  }
  return compact.length > 4 && NAMED.test(label) ? false : undefined
}

/** Labels that are enough for a plate of digits alone. */
const NAMED = /number|no\b|registration|licen[cs]e|kennzeichen|immatriculation|kenteken/iu
