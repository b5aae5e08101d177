import { both } from '../../../core/index.ts'
import { isCalendarDay } from '../_dates.ts'
import { defineNumber } from '../_national-number.ts'

const FORM =
  /^(?:[A-Z]{5}|[A-Z]{4}9|[A-Z]{3}99|[A-Z]{2}999|[A-Z]9999)\d{6}(?:[A-Z]{2}|[A-Z]9|99)[2-9A-Z][A-Z]{2}(?:\d{2})?$/

/** Decade, month (plus fifty for women), day, year of the decade. */
function hasDate(number: string): boolean {
  const month = Number(number.slice(6, 8)) % 50
  return Number(number.slice(6, 8)) < 63 && isCalendarDay(2000, month, Number(number.slice(8, 10)))
}

/** Finds British driving licence numbers. */
export const gbDrivingLicence = defineNumber({
  id: 'personal-data/gb-driving-licence',
  version: 1,
  title: both('British driving licence', '英国驾驶证号'),
  type: 'driver-license',
  country: 'GB',
  reference: 'https://en.wikipedia.org/wiki/Driving_licence_in_the_United_Kingdom',
  digits: 6,
  alphabet: 'mixed',
  lengths: [16, 18],
  groups: ['5-6-5', '5-6-5-2', '16-2', '5-6-3-2'],
  joiners: ' -',
  valid: number => FORM.test(number) && hasDate(number),
  proof: both('name, date of birth and initials are in place', '姓名、出生日期与首字母位置相符'),
  labels: ['driver-license'],
  scores: { alone: 0.9, grouped: 0.92, labeled: 0.97 },
  examples: {
    flags: ['licence MORGA657054SM9IJ', 'MORGA 753116 SM9IJ', ['FARME102165AB5EW', 'driver_license']],
    passes: ['MORGA673054SM9IJ', 'MORGA657054SM9I'],
  },
})
