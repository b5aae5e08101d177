import type { Detector } from '../core/index.ts'
import { creditCard } from './personal-data/credit-card.ts'
import { cryptoWallet } from './personal-data/crypto-wallet.ts'
import { domain } from './personal-data/domain.ts'
import { emailAddress } from './personal-data/email-address.ts'
import { iban } from './personal-data/iban.ts'
import { ipAddress } from './personal-data/ip-address.ts'
import { macAddress } from './personal-data/mac-address.ts'
import { url } from './personal-data/url.ts'
import { urlCredentials } from './personal-data/url-credentials.ts'

/** Every detector, sorted by id. */
export const detectors: readonly Detector[] = [
  creditCard,
  cryptoWallet,
  domain,
  emailAddress,
  iban,
  ipAddress,
  macAddress,
  url,
  urlCredentials,
]
