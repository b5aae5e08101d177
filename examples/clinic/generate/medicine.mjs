// What the clinic writes about: plain facts of patient education, in English and Chinese.

/** @typedef {{ en: string, zh: string }} Pair */

/** @type {{ name: Pair, signs: Pair[], advice: Pair[], drug: Pair, dose: string, department: Pair }[]} */
export const CONDITIONS = [
  {
    name: { en: 'hypertension', zh: '高血压' },
    signs: [
      { en: 'a headache in the morning', zh: '晨起头痛' },
      { en: 'dizziness when standing up', zh: '起身时头晕' },
      { en: 'readings above 140/90 on three days', zh: '连续三天血压高于 140/90' },
    ],
    advice: [
      { en: 'keep salt below six grams a day', zh: '每天食盐控制在六克以内' },
      { en: 'measure at the same hour each morning', zh: '每天早晨固定时间测量血压' },
      { en: 'walk for half an hour on most days', zh: '多数日子步行半小时' },
    ],
    drug: { en: 'amlodipine', zh: '氨氯地平' },
    dose: '5 mg',
    department: { en: 'cardiology', zh: '心内科' },
  },
  {
    name: { en: 'type 2 diabetes', zh: '2 型糖尿病' },
    signs: [
      { en: 'thirst that does not go away', zh: '持续口渴' },
      { en: 'waking at night to pass water', zh: '夜间多次起床排尿' },
      { en: 'a fasting glucose of 8.1 mmol/L', zh: '空腹血糖 8.1 mmol/L' },
    ],
    advice: [
      { en: 'look at your feet every evening', zh: '每晚检查双足皮肤' },
      { en: 'spread carbohydrates over three meals', zh: '把主食均匀分配到三餐' },
      { en: 'bring the glucose diary to each visit', zh: '复诊时带上血糖记录本' },
    ],
    drug: { en: 'metformin', zh: '二甲双胍' },
    dose: '500 mg',
    department: { en: 'endocrinology', zh: '内分泌科' },
  },
  {
    name: { en: 'asthma', zh: '哮喘' },
    signs: [
      { en: 'a whistling breath after exercise', zh: '运动后喘鸣' },
      { en: 'a cough that wakes the child at night', zh: '夜间咳醒' },
      { en: 'tightness in the chest in cold air', zh: '冷空气中胸闷' },
    ],
    advice: [
      { en: 'rinse the mouth after the inhaler', zh: '使用吸入剂后漱口' },
      { en: 'keep the reliever within reach', zh: '随身携带缓解药物' },
      { en: 'note what set off the last attack', zh: '记录上次发作的诱因' },
    ],
    drug: { en: 'budesonide', zh: '布地奈德' },
    dose: '200 µg',
    department: { en: 'respiratory medicine', zh: '呼吸科' },
  },
  {
    name: { en: 'iron deficiency', zh: '缺铁性贫血' },
    signs: [
      { en: 'tiredness after light work', zh: '轻微劳动后乏力' },
      { en: 'pale nails', zh: '指甲苍白' },
      { en: 'a haemoglobin of 96 g/L', zh: '血红蛋白 96 g/L' },
    ],
    advice: [
      { en: 'take the tablets with orange juice', zh: '铁剂与橙汁同服' },
      { en: 'leave two hours between iron and tea', zh: '服铁剂与饮茶间隔两小时' },
      { en: 'repeat the blood count in six weeks', zh: '六周后复查血常规' },
    ],
    drug: { en: 'ferrous fumarate', zh: '富马酸亚铁' },
    dose: '200 mg',
    department: { en: 'general practice', zh: '全科' },
  },
  {
    name: { en: 'gastric reflux', zh: '胃食管反流' },
    signs: [
      { en: 'burning behind the breastbone', zh: '胸骨后烧灼感' },
      { en: 'a sour taste on waking', zh: '晨起反酸' },
      { en: 'hoarseness without a cold', zh: '无感冒的声音嘶哑' },
    ],
    advice: [
      { en: 'eat the last meal three hours before bed', zh: '睡前三小时不再进食' },
      { en: 'raise the head of the bed', zh: '抬高床头' },
      { en: 'stop the medicine only after talking to us', zh: '停药前请先与我们联系' },
    ],
    drug: { en: 'omeprazole', zh: '奥美拉唑' },
    dose: '20 mg',
    department: { en: 'gastroenterology', zh: '消化内科' },
  },
  {
    name: { en: 'migraine', zh: '偏头痛' },
    signs: [
      { en: 'throbbing on one side', zh: '单侧搏动性头痛' },
      { en: 'zigzag lines before the pain', zh: '头痛前出现闪光' },
      { en: 'sensitivity to light', zh: '畏光' },
    ],
    advice: [
      { en: 'rest in a dark room at the first sign', zh: '一有征兆就在暗室休息' },
      { en: 'keep a headache calendar', zh: '记录头痛日历' },
      { en: 'drink enough on hot days', zh: '炎热天气多饮水' },
    ],
    drug: { en: 'sumatriptan', zh: '舒马曲坦' },
    dose: '50 mg',
    department: { en: 'neurology', zh: '神经内科' },
  },
  {
    name: { en: 'atopic eczema', zh: '特应性皮炎' },
    signs: [
      { en: 'itching in the bends of the elbows', zh: '肘窝瘙痒' },
      { en: 'dry patches in winter', zh: '冬季皮肤干燥脱屑' },
      { en: 'sleep broken by scratching', zh: '因抓挠影响睡眠' },
    ],
    advice: [
      { en: 'apply the ointment within three minutes of bathing', zh: '沐浴后三分钟内涂抹润肤剂' },
      { en: 'wash new clothes before wearing them', zh: '新衣先洗后穿' },
      { en: 'keep nails short', zh: '指甲剪短' },
    ],
    drug: { en: 'hydrocortisone cream', zh: '氢化可的松乳膏' },
    dose: '1 %',
    department: { en: 'dermatology', zh: '皮肤科' },
  },
  {
    name: { en: 'lower back pain', zh: '腰痛' },
    signs: [
      { en: 'stiffness after sitting', zh: '久坐后僵硬' },
      { en: 'pain on bending forward', zh: '弯腰时疼痛' },
      { en: 'no numbness in the legs', zh: '双下肢无麻木' },
    ],
    advice: [
      { en: 'stay active instead of lying down', zh: '保持活动，避免久卧' },
      { en: 'lift with bent knees', zh: '屈膝搬重物' },
      { en: 'come back at once if the legs go numb', zh: '下肢麻木时立即复诊' },
    ],
    drug: { en: 'ibuprofen', zh: '布洛芬' },
    dose: '400 mg',
    department: { en: 'orthopaedics', zh: '骨科' },
  },
  {
    name: { en: 'seasonal influenza', zh: '季节性流感' },
    signs: [
      { en: 'fever of 38.9 °C since yesterday', zh: '昨日起发热 38.9 °C' },
      { en: 'aching muscles', zh: '全身肌肉酸痛' },
      { en: 'a dry cough', zh: '干咳' },
    ],
    advice: [
      { en: 'stay at home for two days after the fever has gone', zh: '退热后居家两天' },
      { en: 'air the room several times a day', zh: '每天多次开窗通风' },
      { en: 'drink warm fluids', zh: '多饮温水' },
    ],
    drug: { en: 'oseltamivir', zh: '奥司他韦' },
    dose: '75 mg',
    department: { en: 'fever clinic', zh: '发热门诊' },
  },
  {
    name: { en: 'insomnia', zh: '失眠' },
    signs: [
      { en: 'lying awake for more than an hour', zh: '入睡时间超过一小时' },
      { en: 'waking at four in the morning', zh: '凌晨四点早醒' },
      { en: 'tiredness in the afternoon', zh: '午后困倦' },
    ],
    advice: [
      { en: 'get up at the same time every day', zh: '每天固定时间起床' },
      { en: 'no screens in the last hour', zh: '睡前一小时不看屏幕' },
      { en: 'use the bed for sleep only', zh: '床只用于睡眠' },
    ],
    drug: { en: 'melatonin', zh: '褪黑素' },
    dose: '2 mg',
    department: { en: 'sleep clinic', zh: '睡眠门诊' },
  },
  {
    name: { en: 'urinary tract infection', zh: '尿路感染' },
    signs: [
      { en: 'burning when passing water', zh: '排尿灼痛' },
      { en: 'needing to go every half hour', zh: '半小时一次尿意' },
      { en: 'cloudy urine', zh: '尿液浑浊' },
    ],
    advice: [
      { en: 'finish the whole course', zh: '按疗程服完全部药物' },
      { en: 'drink two litres a day', zh: '每天饮水两升' },
      { en: 'return if a fever starts', zh: '出现发热及时复诊' },
    ],
    drug: { en: 'nitrofurantoin', zh: '呋喃妥因' },
    dose: '100 mg',
    department: { en: 'urology', zh: '泌尿外科' },
  },
  {
    name: { en: 'hay fever', zh: '过敏性鼻炎' },
    signs: [
      { en: 'sneezing in April', zh: '四月频繁打喷嚏' },
      { en: 'itching eyes', zh: '眼痒' },
      { en: 'a blocked nose at night', zh: '夜间鼻塞' },
    ],
    advice: [
      { en: 'rinse the nose with salt water', zh: '生理盐水洗鼻' },
      { en: 'dry the washing indoors', zh: '衣物在室内晾干' },
      { en: 'start the tablets before the season', zh: '在花粉季前开始用药' },
    ],
    drug: { en: 'cetirizine', zh: '西替利嗪' },
    dose: '10 mg',
    department: { en: 'ear, nose and throat', zh: '耳鼻喉科' },
  },
]

export const PLACES = {
  en: [
    'the ward',
    'the outpatient desk',
    'the day clinic',
    'the practice in the old town',
    'the health centre',
  ],
  zh: ['病房', '门诊大厅', '日间病房', '社区卫生服务站', '健康管理中心'],
}

export const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗'
export const GIVEN = [
  '建国',
  '秀英',
  '志强',
  '丽华',
  '文静',
  '浩然',
  '雨桐',
  '子轩',
  '晓燕',
  '国庆',
  '思远',
  '欣怡',
]
export const FIRST = [
  'Maria',
  'James',
  'Aisha',
  'Tomasz',
  'Ingrid',
  'Daniel',
  'Priya',
  'Oliver',
  'Chloe',
  'Samuel',
]
export const LAST = [
  'Okafor',
  'Lindqvist',
  'Brennan',
  'Novak',
  'Castellanos',
  'Whitfield',
  'Rahman',
  'Dubois',
  'Marchetti',
]
