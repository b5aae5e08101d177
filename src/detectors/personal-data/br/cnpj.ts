import { both } from '../../../core/index.ts'
import { isRepeated } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Two check digits over character codes less 48, so that letters (from July 2026) count too. */
function hasCheckDigits(number: string): boolean {
  for (const length of [12, 13]) {
    let sum = 0
    for (let i = 0; i < length; i++) sum += (number.charCodeAt(i) - 48) * (((length - 1 - i) % 8) + 2)
    const rest = sum % 11
    if ((rest < 2 ? 0 : 11 - rest) !== number.charCodeAt(length) - 48) return false
  }
  return true
}

/** Finds Brazilian company numbers (CNPJ), numeric and alphanumeric. */
export const brCnpj = defineNumber({
  id: 'personal-data/br-cnpj',
  version: 1,
  title: both('Brazilian company number (CNPJ)', '巴西企业税号（CNPJ）'),
  type: 'tax-id',
  country: 'BR',
  reference:
    'https://www.gov.br/receitafederal/pt-br/assuntos/noticias/2024/outubro/cnpj-tera-letras-e-numeros-a-partir-de-julho-de-2026',
  digits: 4,
  alphabet: 'either',
  lengths: [14],
  groups: ['2-3-3-4-2', '8-4-2', '12-2'],
  joiners: ' -./',
  signs: './-',
  valid: number =>
    /^[\dA-Z]{12}\d\d$/.test(number) &&
    !isRepeated(number) &&
    !number.startsWith('00000000') &&
    hasCheckDigits(number),
  proof: both('both check digits agree', '两位校验码均相符'),
  labels: ['cnpj'],
  sort: ['tax-id', 'company-id'],
  scores: { grouped: 0.96, labeled: 0.97, sorted: 0.8 },
  examples: {
    flags: ['16.727.230/0001-97', 'CNPJ 12ABC34501DE35', '12.ABC.345/01DE-35'],
    passes: ['16.727.230/0001-98', '12ABC34501DE35'],
  },
})
