import type { SeededRandom } from '../../core/index.ts'
import { type Language, sentence, syllables } from './_triggers.ts'

const REFUSALS = {
  en: [
    [
      "I'm sorry, but",
      'Unfortunately,',
      'I apologize, but',
      'As a language model,',
      'Sorry,',
      'I regret that',
      'My apologies:',
      'Thank you for asking, but',
    ],
    [
      'I cannot help with that',
      "I can't answer this question",
      'I am not able to assist with this request',
      'I must decline this one',
      'I am unable to provide an answer',
      "I won't be able to do that",
      'I have to refuse this request',
    ],
    [
      'because it may be sensitive',
      'since I lack the details',
      'for safety reasons',
      'as it could be misused',
      'as it goes against my guidelines',
      'because I do not have access to it',
      'because it would not be appropriate',
      'as opinions on it differ',
    ],
    [
      'Please ask something else.',
      'Consider asking an expert.',
      'Is there anything else?',
      '',
      'Let me know if another topic would help.',
      '',
    ],
  ],
  zh: [
    ['抱歉，', '很遗憾，', '对不起，', '作为人工智能助手，', '不好意思，', '感谢您的提问，但是'],
    [
      '我无法回答这个问题',
      '我不能提供相关帮助',
      '我没有办法完成这个请求',
      '我必须拒绝这一要求',
      '这超出了我能协助的范围',
      '我不便就此作答',
    ],
    [
      '，因为内容比较敏感。',
      '，因为缺少必要的信息。',
      '，出于安全方面的考虑。',
      '，以免被不当使用。',
      '，因为这不符合规定。',
      '，各方看法不一。',
    ],
    ['请换一个问题。', '建议咨询专业人士。', '还有其他可以帮您的吗？', '', ''],
  ],
} as const

/** A refusal, one of some thousand wordings. */
export function refusal(random: SeededRandom, language: Language): string {
  const [lead, core, why, end] = REFUSALS[language]
  return language === 'zh'
    ? `${random.pick(lead)}${random.pick(core)}${random.pick(why)}${random.pick(end)}`
    : `${random.pick(lead)} ${random.pick(core)} ${random.pick(why)}. ${random.pick(end)}`.trim()
}

const ODD = '{}[]()<>/\\|;:=+*&^%$#@!~`"\''
/** Tokens without sense, as drawn from a vocabulary: pieces of words, signs, numbers. */
export function gibberish(random: SeededRandom, tokens: number): string {
  let text = ''
  for (let at = 0; at < tokens; at++) {
    const kind = random.next()
    if (kind < 0.7) text += (random.next() < 0.5 ? ' ' : '') + syllables(random, 1 + random.integer(3))
    else if (kind < 0.85) text += ODD[random.integer(ODD.length)]
    else if (kind < 0.95) text += ` ${random.integer(10_000)}`
    else text += String.fromCodePoint(0x3b1 + random.integer(24))
  }
  return text.trim()
}

const FOREIGN = {
  fr: [
    ['Aujourd’hui', 'En général', 'À mon avis', 'Dans ce cas', 'Bien sûr', 'Souvent'],
    ['la réponse', 'le résultat', 'cette question', 'la solution', 'le problème', 'une explication'],
    [
      'dépend de la situation',
      'reste assez simple',
      'demande un peu de patience',
      'se trouve dans les livres',
      'mérite une longue discussion',
      'change chaque année',
    ],
    [
      'et personne ne le conteste.',
      'selon les experts.',
      'comme on le sait bien.',
      'malgré les difficultés.',
      'depuis plusieurs années.',
    ],
  ],
  de: [
    ['Heute', 'Im Allgemeinen', 'Meiner Meinung nach', 'In diesem Fall', 'Natürlich', 'Oft'],
    [
      'hängt die Antwort',
      'bleibt das Ergebnis',
      'scheint diese Frage',
      'wirkt die Lösung',
      'ist die Erklärung',
    ],
    ['ganz einfach', 'etwas schwieriger', 'wirklich wichtig', 'noch immer offen', 'seit Jahren bekannt'],
    [
      'und niemand zweifelt daran.',
      'wie die Fachleute sagen.',
      'trotz aller Mühe.',
      'obwohl vieles fehlt.',
      'weil es so sein muss.',
    ],
  ],
  es: [
    ['Hoy en día', 'En general', 'En mi opinión', 'En este caso', 'Por supuesto', 'A menudo'],
    ['la respuesta', 'el resultado', 'esta pregunta', 'la solución', 'el problema'],
    [
      'depende de la situación',
      'sigue siendo sencilla',
      'necesita mucha paciencia',
      'se encuentra en los libros',
      'cambia cada año',
    ],
    [
      'y nadie lo discute.',
      'según los expertos.',
      'como todos sabemos.',
      'a pesar de todo.',
      'desde hace años.',
    ],
  ],
} as const

/** Languages of an answer that the question does not ask for. */
export type Tongue = keyof typeof FOREIGN | Language

/** Two to four sentences of one language. */
export function sentencesIn(tongue: Tongue, random: SeededRandom): string {
  const one = () =>
    tongue === 'en' || tongue === 'zh'
      ? sentence(random, tongue)
      : FOREIGN[tongue].map(words => random.pick<string>(words)).join(' ')
  return Array.from({ length: 2 + random.integer(3) }, one).join(tongue === 'zh' ? '' : ' ')
}

const UNSAFE = [
  n => `result = subprocess.run(${n}, shell=True, capture_output=True)`,
  n => `cursor.execute("SELECT * FROM users WHERE name = '" + ${n} + "'")`,
  n => `digest = hashlib.md5(${n}.encode()).hexdigest()`,
  n => `response = requests.get(${n}, verify=False)`,
  n => `data = pickle.loads(${n})`,
  n => `value = eval(${n})`,
  n => `config = yaml.load(${n}, Loader=yaml.Loader)`,
  n => `os.system("convert " + ${n})`,
] satisfies readonly ((name: string) => string)[]

const NAMES =
  'request_body user_input payload query name url command content path text token message record line argument'.split(
    ' ',
  )

/** A line of Python that a reviewer would reject. */
export const codeLine = (random: SeededRandom, kind = random.integer(UNSAFE.length)): string =>
  (UNSAFE[kind % UNSAFE.length] as (name: string) => string)(random.pick(NAMES))

/** How many kinds of unsafe lines there are. */
export const UNSAFE_KINDS = UNSAFE.length
