const PLAIN = /^[\p{L}_][\p{L}\p{N}_ .-]{0,63}$/u
const LONG_NUMBER = /\p{Nd}{5}/u

/** True for a key that names a field and holds no data, so that it may appear in paths, reports and messages. */
export const isPlainKey = (key: string): boolean => PLAIN.test(key) && !LONG_NUMBER.test(key)
