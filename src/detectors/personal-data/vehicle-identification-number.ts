import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { labelNear, topicNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { scanOf, standsAlone } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { SHAPES } from '../_shapes.ts'

const VIN =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:vin|vehicle id\w*|chassis|frame number|fahrgestell\w*|numéro de châssis|bastidor|telaio)(?![\p{Lu}\p{Ll}\p{N}])|车架号|车辆识别|大架号|車体番号/iu
const CAR =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:vehicles?|cars?|trucks?|motorcycle|automobile|registration|dealer|odometer|mileage|honda|toyota|ford|bmw|audi|tesla|nissan|hyundai)(?![\p{Lu}\p{Ll}\p{N}])|车辆|汽车|行驶证|车主/iu

/** Weights and letter values of 49 CFR § 565.15, table III to V. */
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const LETTERS = 'ABCDEFGH..JKLMN.P.R..STUVWXYZ'

/** Finds vehicle identification numbers. */
export const vehicleIdentificationNumber = defineDetector({
  id: 'personal-data/vehicle-identification-number',
  version: 1,
  title: both('Vehicle identification number', '车辆识别代号（VIN）'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.ecfr.gov/current/title-49/section-565.15',
  maturity: 'experimental',
  options: z.object({}),
  types: { 'other-id': ENTITY_TYPES['other-id'] },
  examples: {
    flags: ['VIN 1M8GDM9AXKP042788', '车架号：LSVAU2180N2183294', ['WBA3A5C51CF256651', 'vin']],
    passes: ['1M8GDM9AXKP042789', 'token ABCDEFGH123456789', '11111111111111111', 'order 1M8GDM9A1KP0427880'],
  },
  opens: opensWhere({ length: 17, digits: 4, shapes: SHAPES.vehicle }),
  *detect(input) {
    const { text, tokens } = scanOf(input)
    for (const { start, end, digits } of tokens) {
      if (end - start !== 17 || digits < 3 || digits === 17) continue
      const vin = text.slice(start, end).toUpperCase()
      if (!/^[A-HJ-NPR-Z\d]{13}[\d]{4}$/u.test(vin) || !standsAlone(text, start, end)) continue
      const named = labelNear(input, start, end, VIN)
      const isRight = checkCharacter(vin) === vin[8]
      if (named === undefined && !isRight) continue
      const topic = named ?? topicNear(input, start, end, CAR)
      yield* weigh(
        {
          start,
          end,
          type: 'other-id',
          reason: isRight
            ? both('form of a VIN, right check character', '符合 VIN 格式，校验字符正确')
            : both('form of a VIN', '符合 VIN 格式'),
        },
        isRight ? 0.7 : 0.5,
        topic !== undefined && { by: 0.25, reason: both('named as a vehicle number', '有车辆相关标签') },
      )
    }
  },
})

function checkCharacter(vin: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) {
    const character = vin[i] as string
    const value = character <= '9' ? Number(character) : letterValue(character)
    sum += value * (WEIGHTS[i] as number)
  }
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

/** A to H are 1 to 8, J to R 1 to 9, S to Z 2 to 9. */
function letterValue(letter: string): number {
  const at = LETTERS.indexOf(letter)
  return at < 8 ? at + 1 : at < 20 ? at - 9 : at - 19
}
