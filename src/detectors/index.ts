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
import { age } from './personal-data/age.ts'
import { auAbn } from './personal-data/au/abn.ts'
import { auAcn } from './personal-data/au/acn.ts'
import { auMedicare } from './personal-data/au/medicare.ts'
import { auPassport } from './personal-data/au/passport.ts'
import { auTfn } from './personal-data/au/tfn.ts'
import { bankAccount } from './personal-data/bank-account.ts'
import { brCnpj } from './personal-data/br/cnpj.ts'
import { brCpf } from './personal-data/br/cpf.ts'
import { brPassport } from './personal-data/br/passport.ts'
import { caPassport } from './personal-data/ca/passport.ts'
import { caSin } from './personal-data/ca/sin.ts'
import { cnBankCard } from './personal-data/cn/bank-card.ts'
import { cnCreditCode } from './personal-data/cn/credit-code.ts'
import { cnDriverLicense } from './personal-data/cn/driver-license.ts'
import { cnForeignResidentId } from './personal-data/cn/foreign-resident-id.ts'
import { cnHkMacaoPermit } from './personal-data/cn/hk-macao-permit.ts'
import { cnLicensePlate } from './personal-data/cn/license-plate.ts'
import { cnMilitaryId } from './personal-data/cn/military-id.ts'
import { cnOrganizationCode } from './personal-data/cn/organization-code.ts'
import { cnPassport } from './personal-data/cn/passport.ts'
import { cnResidencePermit } from './personal-data/cn/residence-permit.ts'
import { cnResidentId } from './personal-data/cn/resident-id.ts'
import { cnResidentIdOld } from './personal-data/cn/resident-id-old.ts'
import { cnSocialCard } from './personal-data/cn/social-card.ts'
import { cnTaiwanPermit } from './personal-data/cn/taiwan-permit.ts'
import { cnTaxNumber } from './personal-data/cn/tax-number.ts'
import { coordinates } from './personal-data/coordinates.ts'
import { creditCard } from './personal-data/credit-card.ts'
import { cryptoWallet } from './personal-data/crypto-wallet.ts'
import { date } from './personal-data/date.ts'
import { deIdentityCard } from './personal-data/de/identity-card.ts'
import { dePassport } from './personal-data/de/passport.ts'
import { deSocialInsurance } from './personal-data/de/social-insurance.ts'
import { deTaxId } from './personal-data/de/tax-id.ts'
import { deviceId } from './personal-data/device-id.ts'
import { domain } from './personal-data/domain.ts'
import { driverLicenseNumber } from './personal-data/driver-license-number.ts'
import { emailAddress } from './personal-data/email-address.ts'
import { esCif } from './personal-data/es/cif.ts'
import { esDni } from './personal-data/es/dni.ts'
import { esNie } from './personal-data/es/nie.ts'
import { esPassport } from './personal-data/es/passport.ts'
import { fiHetu } from './personal-data/fi/hetu.ts'
import { frIdentityCard } from './personal-data/fr/identity-card.ts'
import { frNir } from './personal-data/fr/nir.ts'
import { frPassport } from './personal-data/fr/passport.ts'
import { frTaxNumber } from './personal-data/fr/tax-number.ts'
import { gbDrivingLicence } from './personal-data/gb/driving-licence.ts'
import { gbNhsNumber } from './personal-data/gb/nhs-number.ts'
import { gbNino } from './personal-data/gb/nino.ts'
import { gbPassport } from './personal-data/gb/passport.ts'
import { gbUtr } from './personal-data/gb/utr.ts'
import { healthInsuranceId } from './personal-data/health-insurance-id.ts'
import { hkHkid } from './personal-data/hk/hkid.ts'
import { hkPassport } from './personal-data/hk/passport.ts'
import { iban } from './personal-data/iban.ts'
import { identityDocumentNumber } from './personal-data/identity-document-number.ts'
import { inAadhaar } from './personal-data/in/aadhaar.ts'
import { inGstin } from './personal-data/in/gstin.ts'
import { inPan } from './personal-data/in/pan.ts'
import { inPassport } from './personal-data/in/passport.ts'
import { inVoterId } from './personal-data/in/voter-id.ts'
import { ipAddress } from './personal-data/ip-address.ts'
import { itCodiceFiscale } from './personal-data/it/codice-fiscale.ts'
import { itPassport } from './personal-data/it/passport.ts'
import { itVatNumber } from './personal-data/it/vat-number.ts'
import { jpCorporateNumber } from './personal-data/jp/corporate-number.ts'
import { jpMyNumber } from './personal-data/jp/my-number.ts'
import { jpPassport } from './personal-data/jp/passport.ts'
import { krPassport } from './personal-data/kr/passport.ts'
import { krRrn } from './personal-data/kr/rrn.ts'
import { licensePlate } from './personal-data/license-plate.ts'
import { macAddress } from './personal-data/mac-address.ts'
import { medicalRecordNumber } from './personal-data/medical-record-number.ts'
import { nationalityReligionPolitics } from './personal-data/nationality-religion-politics.ts'
import { nlBsn } from './personal-data/nl/bsn.ts'
import { nlPassport } from './personal-data/nl/passport.ts'
import { organization } from './personal-data/organization.ts'
import { passportNumber } from './personal-data/passport-number.ts'
import { password } from './personal-data/password.ts'
import { personName } from './personal-data/person-name.ts'
import { phoneNumber } from './personal-data/phone-number.ts'
import { plNip } from './personal-data/pl/nip.ts'
import { plPesel } from './personal-data/pl/pesel.ts'
import { plRegon } from './personal-data/pl/regon.ts'
import { place } from './personal-data/place.ts'
import { postalCode } from './personal-data/postal-code.ts'
import { sePersonnummer } from './personal-data/se/personnummer.ts'
import { sgNric } from './personal-data/sg/nric.ts'
import { sgPassport } from './personal-data/sg/passport.ts'
import { streetAddress } from './personal-data/street-address.ts'
import { title } from './personal-data/title.ts'
import { trTckn } from './personal-data/tr/tckn.ts'
import { twNationalId } from './personal-data/tw/national-id.ts'
import { twResidentCertificate } from './personal-data/tw/resident-certificate.ts'
import { url } from './personal-data/url.ts'
import { urlCredentials } from './personal-data/url-credentials.ts'
import { usDea } from './personal-data/us/dea.ts'
import { usDriverLicense } from './personal-data/us/driver-license.ts'
import { usEin } from './personal-data/us/ein.ts'
import { usItin } from './personal-data/us/itin.ts'
import { usMbi } from './personal-data/us/mbi.ts'
import { usNpi } from './personal-data/us/npi.ts'
import { usPassport } from './personal-data/us/passport.ts'
import { usRoutingNumber } from './personal-data/us/routing-number.ts'
import { usSsn } from './personal-data/us/ssn.ts'
import { username } from './personal-data/username.ts'
import { vehicleIdentificationNumber } from './personal-data/vehicle-identification-number.ts'
import { visitNumber } from './personal-data/visit-number.ts'
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
  age,
  auAbn,
  auAcn,
  auMedicare,
  auPassport,
  auTfn,
  bankAccount,
  brCnpj,
  brCpf,
  brPassport,
  caPassport,
  caSin,
  cnBankCard,
  cnCreditCode,
  cnDriverLicense,
  cnForeignResidentId,
  cnHkMacaoPermit,
  cnLicensePlate,
  cnMilitaryId,
  cnOrganizationCode,
  cnPassport,
  cnResidencePermit,
  cnResidentId,
  cnResidentIdOld,
  cnSocialCard,
  cnTaiwanPermit,
  cnTaxNumber,
  coordinates,
  creditCard,
  cryptoWallet,
  date,
  deIdentityCard,
  dePassport,
  deSocialInsurance,
  deTaxId,
  deviceId,
  domain,
  driverLicenseNumber,
  emailAddress,
  esCif,
  esDni,
  esNie,
  esPassport,
  fiHetu,
  frIdentityCard,
  frNir,
  frPassport,
  frTaxNumber,
  gbDrivingLicence,
  gbNhsNumber,
  gbNino,
  gbPassport,
  gbUtr,
  healthInsuranceId,
  hkHkid,
  hkPassport,
  iban,
  identityDocumentNumber,
  inAadhaar,
  inGstin,
  inPan,
  inPassport,
  inVoterId,
  ipAddress,
  itCodiceFiscale,
  itPassport,
  itVatNumber,
  jpCorporateNumber,
  jpMyNumber,
  jpPassport,
  krPassport,
  krRrn,
  licensePlate,
  macAddress,
  medicalRecordNumber,
  nationalityReligionPolitics,
  nlBsn,
  nlPassport,
  organization,
  passportNumber,
  password,
  personName,
  phoneNumber,
  plNip,
  plPesel,
  plRegon,
  place,
  postalCode,
  sePersonnummer,
  sgNric,
  sgPassport,
  streetAddress,
  title,
  trTckn,
  twNationalId,
  twResidentCertificate,
  url,
  urlCredentials,
  usDea,
  usDriverLicense,
  usEin,
  usItin,
  usMbi,
  usNpi,
  usPassport,
  usRoutingNumber,
  usSsn,
  username,
  vehicleIdentificationNumber,
  visitNumber,
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
