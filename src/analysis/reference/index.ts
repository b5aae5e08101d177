export { openReference, type Reference } from './reference.ts'
