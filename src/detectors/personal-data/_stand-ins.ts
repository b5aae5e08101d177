/** Words that stand where a value will come. */
const WORDS =
  /^(?:(?:your|my|enter|insert|example|sample)[-_ ][\w -]{0,40}|(?:your|my|the|some|new|old|an?|enter|insert|example|sample|test|user|db|admin|root)?[-_ ]?(?:pass(?:word|wd|phrase|code)?|pwd|secret|pw|user(?:[-_]?(?:name|id))?|login|value|here|string|text|token|key|xxx+|none|null|nil|undefined|true|false|redacted|hidden|masked|removed|omitted|n\/a|to[-_]?do|tbd|change[-_]?(?:me|this)|place[-_]?holder|required|optional|empty|blank|密码|用户名|口令|账号)[-_ ]?(?:here)?)$/iu
/** `<password>`, `${PASSWORD}`, `{{password}}`, `%s`, `[REDACTED]`, `$PASSWORD`, `process.env.X`, `os.environ[…]`. */
const SYNTAX =
  /^(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}|\{\{.*|\$\{.*|\$\(.*|\$[A-Z_]+|%[a-z]|%\(?[A-Z_]+.*%|:[a-z_]+|\?|@\w+@|.*(?:getenv|environ|process\.env|os\.env).*)$/u
/** `****`, `••••`, `xxxx`, `....`, `____`. */
const MASK = /^(.)\1*$|^[*•●·xX._#-]+$|\*{3,}|•{2,}|●{2,}|x{4,}/u

/** True for what stands in for a value: a word for it, a variable, a mask. */
export function isStandIn(value: string): boolean {
  return WORDS.test(value) || SYNTAX.test(value) || MASK.test(value)
}
