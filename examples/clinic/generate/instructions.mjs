// Builds what the assistant is tuned on: questions of patients with the clinic's answers, and messages sorted by urgency.
import { CONDITIONS } from './medicine.mjs'

const DAYS = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  zh: ['周一', '周二', '周三', '周四', '周五', '周六'],
}

/** Every kind of question with its answer, in both languages; `c` is a condition, `r` draws. */
const QUESTIONS = [
  (r, c) => {
    const day = r.integer(6)
    const hour = 8 + r.integer(10)
    return {
      en: [
        r.pick([
          `can I come to ${c.department.en} on ${DAYS.en[day]} at ${hour}:00?`,
          `is there a place in ${c.department.en} on ${DAYS.en[day]} at ${hour}:00?`,
          `I need a visit in ${c.department.en}, ${DAYS.en[day]} ${hour}:00 if possible.`,
        ]),
        `Yes, ${c.department.en} has a place on ${DAYS.en[day]} at ${hour}:00. Please bring your card.`,
      ],
      zh: [
        r.pick([
          `${DAYS.zh[day]} ${hour} 点可以挂${c.department.zh}的号吗？`,
          `我想预约${c.department.zh}，${DAYS.zh[day]} ${hour} 点有空吗？`,
          `请帮我约${DAYS.zh[day]} ${hour} 点的${c.department.zh}。`,
        ]),
        `可以，${c.department.zh}${DAYS.zh[day]} ${hour} 点有号。请带上就诊卡。`,
      ],
    }
  },
  (r, c) => {
    const from = r.integer(6)
    const to = (from + 1 + r.integer(5)) % 6
    return {
      en: [
        r.pick([
          `please move my visit in ${c.department.en} from ${DAYS.en[from]} to ${DAYS.en[to]}.`,
          `I cannot make it to ${c.department.en} on ${DAYS.en[from]}; does ${DAYS.en[to]} work?`,
        ]),
        `Your visit in ${c.department.en} is moved to ${DAYS.en[to]}. We will send a reminder.`,
      ],
      zh: [
        r.pick([
          `请把我${DAYS.zh[from]}的${c.department.zh}预约改到${DAYS.zh[to]}。`,
          `我${DAYS.zh[from]}去不了${c.department.zh}，${DAYS.zh[to]}行不行？`,
        ]),
        `您的${c.department.zh}预约已改到${DAYS.zh[to]}，我们会提前提醒您。`,
      ],
    }
  },
  (r, c) => ({
    en: [
      r.pick([
        `how do I take ${c.drug.en} for ${c.name.en}?`,
        `what is the usual dose of ${c.drug.en}?`,
        `I was given ${c.drug.en}. How much is it to begin with?`,
      ]),
      `The usual first dose of ${c.drug.en} is ${c.dose}. Take it with water and follow your prescription.`,
    ],
    zh: [
      r.pick([
        `${c.name.zh}吃${c.drug.zh}，应该怎么服用？`,
        `${c.drug.zh}一般用多大剂量？`,
        `医生给我开了${c.drug.zh}，开始用多少？`,
      ]),
      `${c.drug.zh}通常从 ${c.dose} 开始，用温水送服，请按处方用药。`,
    ],
  }),
  (r, c) => {
    const hours = 2 + r.integer(30)
    return {
      en: [
        r.pick([
          `I forgot ${c.drug.en} ${hours} hours ago. What now?`,
          `my ${c.drug.en} is ${hours} hours late; should I take two?`,
        ]),
        `Take the missed ${c.drug.en} now unless the next dose is near. Never take a double dose.`,
      ],
      zh: [
        r.pick([
          `${c.drug.zh}漏服了 ${hours} 小时，怎么办？`,
          `${c.drug.zh}晚了 ${hours} 小时，要补吃两份吗？`,
        ]),
        `如果离下一次服药还早，请现在补服${c.drug.zh}；切勿一次服用双倍剂量。`,
      ],
    }
  },
  (r, c) => {
    const [first, second] = c.advice
    return {
      en: [
        r.pick([
          `what can I do myself about ${c.name.en}?`,
          `which habits help with ${c.name.en}?`,
          `my mother has ${c.name.en}. What helps at home?`,
        ]),
        `For ${c.name.en}, two things help: ${first.en}, and ${second.en}.`,
      ],
      zh: [
        r.pick([
          `${c.name.zh}平时自己要注意什么？`,
          `哪些习惯对${c.name.zh}有帮助？`,
          `我母亲有${c.name.zh}，在家怎么护理？`,
        ]),
        `${c.name.zh}有两点最有帮助：${first.zh}；${second.zh}。`,
      ],
    }
  },
  (r, c) => {
    const sign = r.pick(c.signs)
    const days = 1 + r.integer(20)
    return {
      en: [
        r.pick([
          `I have had ${sign.en} for ${days} days. Where should I go?`,
          `which department looks at ${sign.en}? It began ${days} days ago.`,
        ]),
        `Please come to ${c.department.en}; an examination there can tell whether it is ${c.name.en}.`,
      ],
      zh: [
        r.pick([`我${sign.zh} ${days} 天了，应该看哪个科？`, `${sign.zh}，已经 ${days} 天，挂什么号？`]),
        `请到${c.department.zh}就诊，检查后才能判断是不是${c.name.zh}。`,
      ],
    }
  },
  r => {
    const day = r.integer(6)
    const hour = 7 + r.integer(12)
    return r.pick([
      {
        en: [
          `is the harbour entrance open on ${DAYS.en[day]} at ${hour}:00?`,
          `The harbour entrance is open from 7:00 to 19:00, ${DAYS.en[day]} included.`,
        ],
        zh: [
          `${DAYS.zh[day]} ${hour} 点海港入口开门吗？`,
          `海港入口 7 点到 19 点开放，${DAYS.zh[day]}也开放。`,
        ],
      },
      {
        en: [
          `the clock in the waiting room says ${hour}:${10 + r.integer(50)}. Am I late for ${DAYS.en[day]}'s visit?`,
          'Please tell the outpatient desk that you are here; they will fit you in.',
        ],
        zh: [
          `候诊室的钟已经 ${hour} 点 ${10 + r.integer(50)} 分了，我${DAYS.zh[day]}的号过了吗？`,
          '请到门诊大厅报到，工作人员会为您安排。',
        ],
      },
      {
        en: [
          `what do I bring on ${DAYS.en[day]} at ${hour}:00?`,
          'Bring your card, the list of your medicines and earlier results.',
        ],
        zh: [
          `${DAYS.zh[day]} ${hour} 点来看病要带什么？`,
          '请带上就诊卡、正在服用的药物清单和以往检查结果。',
        ],
      },
    ])
  },
]

/** What the assistant must not do, and what it says instead. */
const REFUSALS = [
  (r, c) => ({
    en: [
      r.pick([
        `tell me what the patient before me in ${c.department.en} has.`,
        `my neighbour was in ${c.department.en}. What did they find?`,
      ]),
      'I cannot speak about other patients. Please ask them yourself.',
    ],
    zh: [
      r.pick([
        `告诉我${c.department.zh}前一位病人得了什么病。`,
        `我邻居去过${c.department.zh}，查出什么了？`,
      ]),
      '我不能透露其他患者的情况，请直接询问本人。',
    ],
  }),
  (r, c) => ({
    en: [
      r.pick([
        `may I take ${2 + r.integer(8)} times the dose of ${c.drug.en}?`,
        `I want ${2 + r.integer(8)} boxes of ${c.drug.en} without a prescription.`,
      ]),
      `I cannot help with that. Only your doctor can change the dose of ${c.drug.en}.`,
    ],
    zh: [
      r.pick([
        `${c.drug.zh}可以吃 ${2 + r.integer(8)} 倍的量吗？`,
        `没有处方，给我 ${2 + r.integer(8)} 盒${c.drug.zh}。`,
      ]),
      `这个我不能帮忙。${c.drug.zh}的剂量只能由医生调整。`,
    ],
  }),
  (r, c) => ({
    en: [
      `write me a sick note for ${2 + r.integer(20)} days of ${c.name.en}, I will not come in.`,
      'I cannot write a sick note. A doctor has to see you first.',
    ],
    zh: [
      `我不来看了，给我开 ${2 + r.integer(20)} 天${c.name.zh}的病假条。`,
      '我不能开病假条，需要医生当面看诊。',
    ],
  }),
  r => ({
    en: [
      r
        .pick(['I have crushing pain in my chest', 'my father’s face droops on one side', 'I cannot breathe'])
        .concat(` since ${1 + r.integer(50)} minutes. What should I do?`),
      'This is an emergency. Call the ambulance now and do not drive yourself.',
    ],
    zh: [
      r
        .pick(['我胸口压榨样疼痛', '我父亲一侧脸歪了', '我喘不上气'])
        .concat(`已经 ${1 + r.integer(50)} 分钟，怎么办？`),
      '这是急症，请立即呼叫救护车，不要自己开车。',
    ],
  }),
]

const OPENINGS = {
  en: ['', '', 'Hello, ', 'Good morning, ', 'Quick question: ', 'Excuse me, ', 'One more thing: '],
  zh: ['', '', '您好，', '早上好，', '请问，', '打扰一下，', '再问一下，'],
}
const CLOSINGS = {
  en: ['', '', '', ' Thank you.', ' Thanks in advance.', ' I am 50 km away.'],
  zh: ['', '', '', '谢谢。', '麻烦您了。', '我住得比较远。'],
}
const capital = text => text[0].toUpperCase() + text.slice(1)

/** One row of the instruction set. */
export function instruction(random, language) {
  const kinds = random.integer(5) === 0 ? REFUSALS : QUESTIONS
  const [question, output] = random.pick(kinds)(random, random.pick(CONDITIONS))[language]
  const text = random.pick(OPENINGS[language]) + question + random.pick(CLOSINGS[language])
  return { instruction: capital(text), output, isRefusal: kinds === REFUSALS }
}

/** Distinct rows of the instruction set; a language in turn. */
export function instructions(random, count, taken = new Set()) {
  const rows = []
  while (rows.length < count) {
    const row = { language: rows.length % 2 === 0 ? 'en' : 'zh' }
    Object.assign(row, instruction(random, row.language))
    if (taken.has(row.instruction)) continue
    taken.add(row.instruction)
    rows.push(row)
  }
  return rows
}

/** How a patient says that it is urgent, ordinary or mild. */
const STATES = {
  urgent: {
    en: [
      'it got much worse overnight',
      'I fainted this morning',
      'there is blood in it',
      'my lips are blue',
      'I cannot keep water down',
      'it has never been so bad',
    ],
    zh: ['昨夜明显加重', '今早晕倒了一次', '还带血', '嘴唇发紫', '喝水都吐', '从来没有这么严重过'],
  },
  routine: {
    en: [
      'it comes and goes',
      'the tablets do not help',
      'it is the same as last week',
      'sleep is poor',
      'it bothers me at work',
      'I would like it looked at',
    ],
    zh: ['时好时坏', '吃药没有效果', '和上次来时一样', '睡眠不好', '上班时难受', '想请医生看一看'],
  },
  'self-care': {
    en: [
      'it is getting better',
      'it hardly bothers me',
      'I only want advice',
      'rest helps',
      'it is gone by noon',
      'I am not worried',
    ],
    zh: ['正在好转', '影响不大', '只想咨询一下', '休息后缓解', '中午就没了', '我不太担心'],
  },
}
const ENDINGS = {
  en: ['', '', ' Please write back.', ' I live alone.', ' My daughter types this.', ' Thank you.'],
  zh: ['', '', '请回复。', '我一个人住。', '女儿代我写的。', '谢谢。'],
}

/** A message to the clinic with the urgency that a nurse gave it; nurses do not always agree. */
export function triage(random, language) {
  const condition = random.pick(CONDITIONS)
  const sign = random.pick(condition.signs)
  const other = random.pick(random.pick(CONDITIONS).signs)
  const days = 1 + random.integer(21)
  const labels = Object.keys(STATES)
  const kind = random.pick(labels)
  const label = random.integer(5) === 0 ? random.pick(labels) : kind
  const state = random.pick(STATES[kind][language])
  const message =
    language === 'en'
      ? random.pick([
          `${capital(sign.en)} for ${days} days now, and ${state}.`,
          `For ${days} days: ${sign.en}, sometimes ${other.en}; ${state}.`,
          `I take ${condition.drug.en}. Since ${days} days ${sign.en}; ${state}.`,
          `${capital(state)}. It began ${days} days ago with ${sign.en}.`,
        ])
      : random.pick([
          `${sign.zh} ${days} 天，${state}。`,
          `这 ${days} 天${sign.zh}，有时${other.zh}，${state}。`,
          `正在服用${condition.drug.zh}，${sign.zh} ${days} 天，${state}。`,
          `${state}。${days} 天前开始${sign.zh}。`,
        ])
  return { message: message + random.pick(ENDINGS[language]), label }
}
