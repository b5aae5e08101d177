const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'

/** The control letter of a Spanish personal number: digits modulo 23. */
export const hasControlLetter = (digits: string, letter: string): boolean =>
  LETTERS.charAt(Number(digits) % 23) === letter
