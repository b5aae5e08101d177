import { both } from '../../../core/index.ts'
import { isShortDate } from '../_dates.ts'
import { defineNumber } from '../_national-number.ts'

const CHECKS = '0123456789ABCDEFHJKLMNPRSTUVWXY'
/** The sign of the century: + for 1800, - and Y to U for 1900, A to F for 2000. */
const FORM = /^(\d{6})[A-FU-Y]?(\d{3})([\dA-FHJ-NPR-Y])$/

function isHetu(number: string, joiners: string, groups: string): boolean {
  const [, date = '', individual = '', check = ''] = FORM.exec(number) ?? []
  if (date === '' || groups !== (number.length === 10 ? '6-4' : '')) return false
  if (Number(individual) < 2 || Number(individual) > 899) return false
  const [day, month, year] = [date.slice(0, 2), date.slice(2, 4), date.slice(4)].map(Number)
  return (
    isShortDate(year ?? 0, month ?? 0, day ?? 0, joiners === '+' ? [1800, 1890] : undefined) &&
    CHECKS.charAt(Number(date + individual) % 31) === check
  )
}

/** Finds Finnish personal identity codes. */
export const fiHetu = defineNumber({
  id: 'personal-data/fi-hetu',
  version: 1,
  title: both('Finnish personal identity code', '芬兰个人身份代码'),
  type: 'national-id',
  country: 'FI',
  reference: 'https://dvv.fi/en/personal-identity-code',
  digits: 9,
  alphabet: 'either',
  lengths: [10, 11],
  groups: ['6-4'],
  joiners: '-+',
  valid: (number, { joiners, groups }) => isHetu(number, joiners, groups),
  proof: both('date of birth, century sign and check character agree', '出生日期、世纪符与校验码相符'),
  labels: ['hetu', 'national-id'],
  scores: { alone: 0.9, labeled: 0.98 },
  examples: {
    flags: ['131052-308T', 'hetu 131052A308T'],
    passes: ['131052-308U', '131352-308T', '131052308T'],
  },
})
