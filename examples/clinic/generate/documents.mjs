// Builds the clinic's documents from its facts: varied enough that no two are the same by accident.
import { CONDITIONS, FIRST, GIVEN, LAST, PLACES, SURNAMES } from './medicine.mjs'

const both = (random, items, count) => {
  const left = [...items]
  return Array.from({ length: count }, () => left.splice(random.integer(left.length), 1)[0])
}

/** A patient leaflet. */
export function leaflet(random, language) {
  const condition = random.pick(CONDITIONS)
  const [first, second] = both(random, condition.signs, 2)
  const tips = both(random, condition.advice, 2)
  const week = 1 + random.integer(12)
  const hour = 7 + random.integer(12)
  const place = random.pick(PLACES[language])
  if (language === 'en') {
    const opening = random.pick([
      `Living with ${condition.name.en}.`,
      `${condition.name.en[0].toUpperCase()}${condition.name.en.slice(1)}: what to know before week ${week}.`,
      `Leaflet ${100 + random.integer(900)}: ${condition.name.en}.`,
    ])
    return [
      opening,
      random.pick([
        `Many people first notice ${first.en}, later ${second.en}.`,
        `Typical signs are ${first.en} and ${second.en}; they may come and go over ${week} weeks.`,
        `Tell the team at ${place} about ${first.en}, and whether ${second.en} came before or after it.`,
      ]),
      `Our ${condition.department.en} usually starts with ${condition.drug.en} ${condition.dose}, taken at ${hour}:00.`,
      `Two things help most: ${tips[0].en}, and ${tips[1].en}.`,
      random.pick([
        `A check after ${week} weeks shows whether the dose is right.`,
        `If nothing has changed after ${week} weeks, ask at ${place}.`,
        `Bring this page to ${place}; ${1 + random.integer(30)} minutes are set aside for questions.`,
      ]),
    ].join(' ')
  }
  return [
    random.pick([
      `${condition.name.zh}患者须知（第 ${100 + random.integer(900)} 期）。`,
      `${condition.name.zh}的日常管理。`,
      `关于${condition.name.zh}，第 ${week} 周之前应当了解的事。`,
    ]),
    random.pick([
      `多数人最初表现为${first.zh}，随后出现${second.zh}。`,
      `常见表现有${first.zh}和${second.zh}，可能在 ${week} 周内反复。`,
      `请告诉${place}的医护人员是否有${first.zh}，以及${second.zh}出现的先后。`,
    ]),
    `${condition.department.zh}通常从${condition.drug.zh} ${condition.dose} 开始，每天 ${hour} 点服用。`,
    `最有帮助的两件事：${tips[0].zh}；${tips[1].zh}。`,
    random.pick([`${week} 周后复查可以判断剂量是否合适。`, `若 ${week} 周后没有变化，请到${place}咨询。`]),
  ].join('')
}

/** A short clinical note. Names are drawn; no such person exists. */
export function note(random, language) {
  const condition = random.pick(CONDITIONS)
  const [sign, other] = both(random, condition.signs, 2)
  const tip = random.pick(condition.advice)
  const age = 18 + random.integer(70)
  if (language === 'en') {
    const name = `${random.pick(FIRST)} ${random.pick(LAST)}`
    const text = random.pick([
      `${name}, aged ${age}, reports ${sign.en} and ${other.en} for ${1 + random.integer(20)} days. Impression: ${condition.name.en}. Plan: ${condition.drug.en} ${condition.dose}; ${tip.en}.`,
      `Follow-up ${1 + random.integer(9)}. ${sign.en}, less ${other.en}. ${name} tolerates ${condition.drug.en} ${condition.dose}. Advised to ${tip.en}.`,
    ])
    return { name, text, department: condition.department.en }
  }
  const name = `${random.pick([...SURNAMES])}${random.pick(GIVEN)}`
  const text = random.pick([
    `患者${name}，${age} 岁，${sign.zh}伴${other.zh} ${1 + random.integer(20)} 天。诊断：${condition.name.zh}。处理：${condition.drug.zh} ${condition.dose}，嘱${tip.zh}。`,
    `第 ${1 + random.integer(9)} 次复诊。${name}诉${sign.zh}，${other.zh}较前减轻。继续${condition.drug.zh} ${condition.dose}，${tip.zh}。`,
  ])
  return { name, text, department: condition.department.zh }
}

/** A question and answer of the assistant. */
export function dialogue(random, language) {
  const condition = random.pick(CONDITIONS)
  const sign = random.pick(condition.signs)
  const [tip, more] = both(random, condition.advice, 2)
  const days = 1 + random.integer(14)
  const [question, answer] =
    language === 'en'
      ? [
          random.pick([
            `I have had ${sign.en} for ${days} days. Could it be ${condition.name.en}?`,
            `How should I take ${condition.drug.en} ${condition.dose} if I forgot it for ${days} days?`,
            `What can I do myself about ${condition.name.en}, apart from ${more.en}?`,
          ]),
          `It may be; only an examination in ${condition.department.en} can tell. Until then ${tip.en}, and ${more.en}. If it gets worse within ${days} days, come in.`,
        ]
      : [
          random.pick([
            `我${sign.zh}已经 ${days} 天了，会是${condition.name.zh}吗？`,
            `${condition.drug.zh} ${condition.dose} 漏服了 ${days} 天，应该怎么办？`,
            `除了${more.zh}，${condition.name.zh}自己还能做些什么？`,
          ]),
          `有可能，需要到${condition.department.zh}检查才能确定。在此之前请${tip.zh}，并${more.zh}。如果 ${days} 天内加重，请及时就诊。`,
        ]
  return { question, answer }
}
