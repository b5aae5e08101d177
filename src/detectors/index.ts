import type { Detector } from '../core/index.ts'
import { emailAddress } from './personal-data/email-address.ts'

/** Every detector, sorted by id. */
export const detectors: readonly Detector[] = [emailAddress]
