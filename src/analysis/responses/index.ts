export { type Descriptor, familyOfKey } from './descriptor.ts'
export { type LanguageName, languageOf } from './language.ts'
export {
  createResponseReader,
  type ResponseReader,
  type ResponseReference,
  responseReference,
} from './read-response.ts'
export { descriptorTitle } from './titles.ts'
