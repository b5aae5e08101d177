import { SCREEN_KINDS, type Screened, textScreen } from '../../kernels/index.ts'
import { CHARACTER_CLASSES } from './_character-classes.ts'

/** One table for every code unit: what an ASCII character is, and what another one may be a sign of. */
export function screenKinds(): Uint8Array {
  const table = CHARACTER_CLASSES.slice()
  for (let code = 0; code < 128; code++) {
    const character = String.fromCharCode(code)
    if (/\d/u.test(character)) table[code] = SCREEN_KINDS.digit
    else if (/[OoQDlIiSsZzBbGgq]/u.test(character)) table[code] = SCREEN_KINDS.noise
    else if (/[a-z]/iu.test(character)) table[code] = SCREEN_KINDS.letter
    else if (/[+/_-]/u.test(character)) table[code] = SCREEN_KINDS.mark
  }
  return table
}

let screener: ((text: string) => Screened) | undefined

/** Looks once at a text for all steps of decoding. */
export function screen(text: string): Screened {
  screener ??= textScreen(screenKinds())
  return screener(text)
}
