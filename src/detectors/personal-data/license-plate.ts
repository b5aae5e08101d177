import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { weigh } from '../_score.ts'
import { isRepeated } from './_checksums.ts'
import { labeledIdentifiers } from './_identifiers.ts'

const PLATE =
  /\b(?:(?:licen[cs]e|number|registration|vehicle|car|tag) ?plates?|plates?(?: ?(?:number|no|num|#))?|vehicle registration(?: (?:number|no))?|(?:car|vehicle) reg(?:istration)?|reg(?:istration)? ?(?:plate|mark)|vrn|vrm|kennzeichen|nummernschild|plaque(?: d'immatriculation)?|immatriculation|matrícula|targa|placa|kenteken|registreringsnummer|nummerplade|numer rejestracyjny|plaka|госномер)(?![\p{L}])|ナンバープレート|차량번호/iu
const DISH =
  /\b(?:dinner|tectonic|home|steel|metal|glass|base|hot|petri|culture|per|of|name|back|face|boiler)\b/iu

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
  screen: summary => summary.digits >= 1,
  *detect(input) {
    const { text } = input
    for (const found of labeledIdentifiers(input, PLATE, 1)) {
      const before =
        /(?<![\p{L}\p{N}])[A-ZÄÖÜ]{1,3}[- ](?:[A-Z]{1,2}[- ]?)?$/u.exec(
          text.slice(Math.max(0, found.start - 8), found.start),
        )?.[0] ?? ''
      const after = /^[- ][A-Z]{1,3}(?![\p{L}\p{N}])/u.exec(text.slice(found.end, found.end + 5))?.[0] ?? ''
      const start = found.start - before.length
      const end = found.end + after.length
      const compact = text
        .slice(start, end)
        .replace(/[^\p{L}\p{N}]/gu, '')
        .toUpperCase()
      const hasLetters = /\p{L}/u.test(compact)
      const written = text.slice(start, end)
      if (hasLetters && /\p{Ll}/u.test(written) && /\p{Lu}|\p{Ll}{4}/u.test(written)) continue
      if (
        !hasLetters &&
        !/number|no\b|registration|licen[cs]e|kennzeichen|immatriculation|kenteken/iu.test(found.label)
      )
        continue
      if (compact.length < 4 || compact.length > 9 || DISH.test(found.label) || isRepeated(compact)) continue
      if (!hasLetters && (compact.length < 5 || /^(?:19|20)\d\d/u.test(compact))) continue
      yield* weigh(
        {
          start,
          end,
          type: 'license-plate',
          reason: both('value after a label of a plate', '车牌标签后的号码'),
        },
        hasLetters ? 0.85 : 0.55,
      )
    }
  },
})
