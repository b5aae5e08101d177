import type { Detector } from '../core/index.ts'
import { bidirectional } from './hidden-text/bidirectional.ts'
import { controlCharacters } from './hidden-text/control-characters.ts'
import { hiddenField } from './hidden-text/hidden-field.ts'
import { homoglyphs } from './hidden-text/homoglyphs.ts'
import { invisibleHtml } from './hidden-text/invisible-html.ts'
import { invisibleLatex } from './hidden-text/invisible-latex.ts'
import { invisibleMarkdown } from './hidden-text/invisible-markdown.ts'
import { lineBreaks } from './hidden-text/line-breaks.ts'
import { styledLetters } from './hidden-text/styled-letters.ts'
import { tagCharacters } from './hidden-text/tag-characters.ts'
import { variationSelectors } from './hidden-text/variation-selectors.ts'
import { zeroWidth } from './hidden-text/zero-width.ts'
import { zeroWidthPayload } from './hidden-text/zero-width-payload.ts'
import { creditCard } from './personal-data/credit-card.ts'
import { cryptoWallet } from './personal-data/crypto-wallet.ts'
import { domain } from './personal-data/domain.ts'
import { emailAddress } from './personal-data/email-address.ts'
import { iban } from './personal-data/iban.ts'
import { ipAddress } from './personal-data/ip-address.ts'
import { macAddress } from './personal-data/mac-address.ts'
import { phoneNumber } from './personal-data/phone-number.ts'
import { url } from './personal-data/url.ts'
import { urlCredentials } from './personal-data/url-credentials.ts'
import { assignedSecret } from './secrets/assigned-secret.ts'
import { commandPassword } from './secrets/command-password.ts'
import { connectionString } from './secrets/connection-string.ts'
import { credentialFile } from './secrets/credential-file.ts'
import { httpCredentials } from './secrets/http-credentials.ts'
import { jsonWebToken } from './secrets/json-web-token.ts'
import { passwordSecret } from './secrets/password.ts'
import { privateKey } from './secrets/private-key.ts'
import { providerKey } from './secrets/provider-key.ts'

/** Every detector, sorted by id. */
export const detectors: readonly Detector[] = [
  bidirectional,
  controlCharacters,
  hiddenField,
  homoglyphs,
  invisibleHtml,
  invisibleLatex,
  invisibleMarkdown,
  lineBreaks,
  styledLetters,
  tagCharacters,
  variationSelectors,
  zeroWidth,
  zeroWidthPayload,
  creditCard,
  cryptoWallet,
  domain,
  emailAddress,
  iban,
  ipAddress,
  macAddress,
  phoneNumber,
  url,
  urlCredentials,
  assignedSecret,
  commandPassword,
  connectionString,
  credentialFile,
  httpCredentials,
  jsonWebToken,
  passwordSecret,
  privateKey,
  providerKey,
]
